import { findLinks } from "../rules/find-links";
import type { RecentPost } from "../x/recent-posts";

/** What a look at the account's timeline says about a post whose answer was lost. */
export type Sighting =
  | { readonly kind: "found"; readonly xPostId: string }
  | { readonly kind: "absent" }
  /** There is a post that could be ours, and no way to tell. */
  | { readonly kind: "unclear" };

/** Clocks differ: a post of ours may seem this much older than the call that made it. */
export const CLOCK_TOLERANCE_MS = 120_000;

/**
 * Looks for our post among the account's newest. A post carries our media keys or our text: found.
 * That X keeps the media key given at initialize is not confirmed, so a text alone counts too; a
 * post with media whose text is ours but for what may be links could be ours, too: unclear.
 */
export function matchRecentPost(
  recent: readonly RecentPost[],
  wanted: {
    readonly text: string;
    readonly mediaKeys: readonly string[];
    readonly sinceMs: number;
  },
  topLevelDomains: ReadonlySet<string>,
): Sighting {
  const candidates = recent.filter(
    (post) => post.createdAtMs === null || post.createdAtMs >= wanted.sinceMs - CLOCK_TOLERANCE_MS,
  );
  const byKey = candidates.find((post) =>
    wanted.mediaKeys.some((key) => post.mediaKeys.includes(key)),
  );
  if (byKey !== undefined) return { kind: "found", xPostId: byKey.xPostId };

  const wantedText = comparableText(withoutLinks(wanted.text.normalize("NFC"), topLevelDomains));
  const byText = candidates.find(
    (post) => wantedText !== "" && comparableText(unescapeText(post.text)) === wantedText,
  );
  if (byText !== undefined) return { kind: "found", xPostId: byText.xPostId };

  const plainText = comparableText(withoutDottedWords(wanted.text));
  const couldBeOurs = candidates.some(
    (post) =>
      post.mediaKeys.length > 0 &&
      // First the words, then the links: where one ends cannot be told when letters follow it.
      comparableText(unescapeText(withoutDottedWords(post.text))) === plainText,
  );
  return couldBeOurs ? { kind: "unclear" } : { kind: "absent" };
}

/** A text as the person wrote it, from one that X returns: without X's links, three characters unescaped. */
function unescapeText(returned: string): string {
  const names = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
  return (
    returned
      // Two may stand side by side without a space.
      .replace(/https:\/\/t\.co\/[a-z0-9]+?(?=https:|[^a-z0-9]|$)/gi, "")
      .replace(/&(?:lt|gt|amp);/g, (escaped) => names[escaped as keyof typeof names])
  );
}

/** The text without what X turns into links of its own. */
function withoutLinks(text: string, topLevelDomains: ReadonlySet<string>): string {
  let rest = "";
  let end = 0;
  for (const link of findLinks(text, topLevelDomains)) {
    rest += text.slice(end, link.start);
    end = link.end;
  }
  return rest + text.slice(end);
}

/** The text without any word that X could take for a link: its list of domains is newer than ours. */
function withoutDottedWords(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => !word.includes("."))
    .join(" ");
}

/** The part of a text that X surely keeps: letters and digits. White space may change. */
function comparableText(text: string): string {
  return text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");
}
