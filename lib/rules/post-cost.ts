import { findLinks } from "./find-links";
import { topLevelDomains } from "./known-top-level-domains";

/** What publishing will cost the owner of the client id, in US dollars. */
export interface PostCost {
  readonly usd: number;
  readonly postUsd: number;
  readonly altTextUsd: number;
  readonly containsLink: boolean;
}

// In tenths of a cent, so that sums stay exact.
const POST_MILLS = 15;
const POST_WITH_LINK_MILLS = 200;
const ALT_TEXT_MILLS = 5;
const MILLS_PER_USD = 1000;

/**
 * Estimates what X bills for one post: $0.015, or $0.20 when its text holds a link, and $0.005 for
 * each attachment that gets an alt text. Uploading media is not on the price list.
 *
 * Prices of September 2026: https://docs.x.com/x-api/getting-started/pricing. That page does not say
 * whether a name without a scheme (`example.com`) is billed as a link; it becomes one, so it is
 * counted as one.
 */
export function estimatePostCost(post: {
  readonly text: string;
  readonly altTextCount: number;
}): PostCost {
  const containsLink = findLinks(post.text.normalize("NFC"), topLevelDomains()).length > 0;
  const postMills = containsLink ? POST_WITH_LINK_MILLS : POST_MILLS;
  const altTextMills = ALT_TEXT_MILLS * post.altTextCount;
  return {
    usd: (postMills + altTextMills) / MILLS_PER_USD,
    postUsd: postMills / MILLS_PER_USD,
    altTextUsd: altTextMills / MILLS_PER_USD,
    containsLink,
  };
}
