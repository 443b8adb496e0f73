import { findLinks } from "../x/find-links";
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
 * post with media and no text of its own could be ours when our text is empty as well: unclear.
 */
export function matchRecentPost(
  recent: readonly RecentPost[],
  wanted: {
    readonly text: string;
    readonly mediaKeys: readonly string[];
    readonly sinceMs: number;
  },
): Sighting {
  const candidates = recent.filter(
    (post) => post.createdAtMs === null || post.createdAtMs >= wanted.sinceMs - CLOCK_TOLERANCE_MS,
  );
  const byKey = candidates.find((post) =>
    wanted.mediaKeys.some((key) => post.mediaKeys.includes(key)),
  );
  if (byKey !== undefined) return { kind: "found", xPostId: byKey.xPostId };

  const wantedText = comparableText(wanted.text);
  if (wantedText !== "") {
    const byText = candidates.find((post) => comparableText(post.text) === wantedText);
    return byText === undefined ? { kind: "absent" } : { kind: "found", xPostId: byText.xPostId };
  }
  const couldBeOurs = candidates.some(
    (post) => post.mediaKeys.length > 0 && comparableText(post.text) === "",
  );
  return couldBeOurs ? { kind: "unclear" } : { kind: "absent" };
}

/**
 * The part of a text that X surely keeps: letters and digits. Links become X's own, three characters
 * are escaped, and white space may change.
 */
function comparableText(text: string): string {
  const plain = text
    .normalize("NFC")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  let withoutLinks = "";
  let end = 0;
  for (const link of findLinks(plain)) {
    withoutLinks += plain.slice(end, link.start);
    end = link.end;
  }
  return (withoutLinks + plain.slice(end)).replace(/[^\p{L}\p{N}]+/gu, "");
}
