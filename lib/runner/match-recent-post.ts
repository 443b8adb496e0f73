import type { RecentPost } from "../x/recent-posts";
import { areSameLinks, areSameText, type PostText, readPostText, resembles } from "./post-text";

/** What a look at the account's timeline says about a post whose answer was lost. */
export type Sighting =
  | { readonly kind: "found"; readonly xPostId: string }
  | { readonly kind: "absent" }
  /** There is a post that could be ours, and no way to tell. */
  | { readonly kind: "unclear"; readonly xPostId: string };

/** The post that is looked for. */
export interface WantedPost {
  readonly text: string;
  readonly mediaKeys: readonly string[];
  /** False for a post of a thread that is words alone. */
  readonly hasMedia: boolean;
  /** Epoch milliseconds by X's clock: the call that may have made it. */
  readonly sinceMs: number;
  /** X puts the names of those who are answered in front. */
  readonly isReply: boolean;
  /** Posts at X that are known to be others. */
  readonly otherIds: ReadonlySet<string>;
}

/** A post of ours may seem this much older than the call that made it: X's clock is known to a second, the way to X is not. */
export const CLOCK_TOLERANCE_MS = 120_000;

/**
 * Looks for our post among the account's newest. Found: it carries our media keys, or media and our
 * text, or nothing but our links. That X keeps the media key given at initialize is not confirmed, so the text counts too; one
 * that follows mentions is ours only where we answer. Whatever else resembles it could be ours, too.
 */
export function matchRecentPost(
  recent: readonly RecentPost[],
  wanted: WantedPost,
  topLevelDomains: ReadonlySet<string>,
): Sighting {
  const others = recent.filter(({ xPostId }) => !wanted.otherIds.has(xPostId));
  // A key belongs to one upload of ours: whoever carries it is ours, whatever the clocks say.
  const byKey = others.find((post) => wanted.mediaKeys.some((key) => post.mediaKeys.includes(key)));
  if (byKey !== undefined) return { kind: "found", xPostId: byKey.xPostId };

  const oldestMs = wanted.sinceMs - CLOCK_TOLERANCE_MS;
  const candidates = others.filter(({ createdAtMs }) => (createdAtMs ?? Infinity) >= oldestMs);
  const text = readPostText(wanted.text, topLevelDomains);
  const byText = candidates.find((post) => isOurs(post, text, wanted));
  if (byText !== undefined) return { kind: "found", xPostId: byText.xPostId };

  const similar = candidates.find((post) => couldBeOurs(post, text));
  return similar === undefined ? { kind: "absent" } : { kind: "unclear", xPostId: similar.xPostId };
}

function isOurs(
  { text, mediaKeys, links, createdAtMs }: RecentPost,
  ours: PostText,
  { isReply, hasMedia }: Pick<WantedPost, "isReply" | "hasMedia">,
): boolean {
  // X was asked for the times: without them it has not told of the media either.
  const isAlike = hasMedia ? mediaKeys.length > 0 : mediaKeys.length === 0 && createdAtMs !== null;
  const form = { afterMentions: isReply };
  return isAlike && (areSameText(text, ours, form) || areSameLinks(text, links, ours, form));
}

function couldBeOurs({ text, mediaKeys, createdAtMs }: RecentPost, ours: PostText): boolean {
  // X was asked for the times: without them it has not told of the media either.
  if (createdAtMs === null) return true;
  return resembles(text, ours, { hasMedia: mediaKeys.length > 0 });
}
