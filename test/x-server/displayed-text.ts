import twitter from "twitter-text";
import type { ReceivedPost } from "./post-store";

/** A post's text as X returns it. */
export interface DisplayedText {
  /** What every answer shows: of a long text its beginning. */
  text: string;
  /** The whole of a long text; absent for any other. */
  note?: string;
}

/** A short link, and where it leads. */
export interface LinkEntity {
  url: string;
  expanded_url: string;
}

const SHOWN_WEIGHT = 280;
const CUT_TO_CODE_POINTS = 270;

/**
 * The text of a post as it is read back: behind the name of whom it answers, with X's own short links in
 * the place of the person's, three characters escaped, and a short link for the media at its end.
 */
export function displayText(post: ReceivedPost): DisplayedText {
  const mention = post.answers === undefined ? "" : `@${post.answers} `;
  const whole = mention + withShortLinks(post);
  const mediaLink = post.mediaIds.length === 0 ? "" : shortLink(post.id, "m");
  const isLong = twitter.parseTweet(post.text).weightedLength > SHOWN_WEIGHT;
  const cut = isLong ? `${[...whole].slice(0, CUT_TO_CODE_POINTS).join("")}…` : whole;
  return {
    text: [cut, mediaLink].filter((part) => part !== "").join(" "),
    ...(isLong && { note: whole }),
  };
}

/** The links of a post's text, and of its media, as `entities` shows them. */
export function describeLinks(post: ReceivedPost): { entities?: { urls: LinkEntity[] } } {
  const urls = twitter.extractUrlsWithIndices(post.text).map(({ url }, index) => ({
    url: shortLink(post.id, String(index)),
    expanded_url: /^https?:/i.test(url) ? url : `http://${url}`,
  }));
  if (post.mediaIds.length > 0) {
    const expanded_url = `https://x.com/local_account/status/${post.id}/photo/1`;
    urls.push({ url: shortLink(post.id, "m"), expanded_url });
  }
  return urls.length === 0 ? {} : { entities: { urls } };
}

function withShortLinks({ id, text }: ReceivedPost): string {
  let shown = "";
  let end = 0;
  for (const [index, { indices }] of twitter.extractUrlsWithIndices(text).entries()) {
    shown += escape(text.slice(end, indices[0])) + shortLink(id, String(index));
    end = indices[1];
  }
  return shown + escape(text.slice(end));
}

function shortLink(postId: string, suffix: string): string {
  return `https://t.co/${BigInt(postId).toString(36).padStart(10, "0").slice(-9)}${suffix}`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
