import { findLinks } from "./find-links";
import { topLevelDomains } from "./known-top-level-domains";
import { MILLS_PER_USD, PRICES } from "./prices";

/** What publishing will cost the owner of the client id, in US dollars. */
export interface PostCost {
  readonly usd: number;
  readonly postUsd: number;
  readonly altTextUsd: number;
  readonly containsLink: boolean;
}

/**
 * Estimates what X bills for one post: more when its text holds a link, and something for each
 * attachment that gets an alt text (`prices.ts`). Uploading media is not on the price list. An answer may cost less than a
 * post: X tells nobody beforehand whether it counts as summoned.
 *
 * The price list does not say whether a name without a scheme (`example.com`) is billed as a link; it becomes one, so it is
 * counted as one.
 */
export function estimatePostCost(post: {
  readonly text: string;
  readonly altTextCount: number;
}): PostCost {
  const containsLink = findLinks(post.text.normalize("NFC"), topLevelDomains()).length > 0;
  const postMills = containsLink ? PRICES.postWithLink : PRICES.post;
  const altTextMills = PRICES.altText * post.altTextCount;
  return {
    usd: (postMills + altTextMills) / MILLS_PER_USD,
    postUsd: postMills / MILLS_PER_USD,
    altTextUsd: altTextMills / MILLS_PER_USD,
    containsLink,
  };
}
