import type { ErrorCode } from "../errors/error-codes";
import type { AccountTier } from "../media/media-limits";
import { refuseMix } from "../media/media-mix";
import type { MediaCategory } from "../media/media-category";
import type { PostOptions } from "../jobs/post-options";
import { findCashtags, MAX_CASHTAGS } from "./cashtags";
import { parsePostLink } from "./post-link";
import { maxWeightFor, weighText } from "./text-weight";

/** A post as it would go out. */
export interface PostPlan {
  readonly text: string;
  readonly options: PostOptions;
  /** The post of ours that it answers, in a thread; the first of a thread has none. */
  readonly afterId?: string | undefined;
  readonly media: readonly { readonly category: MediaCategory; readonly altText: string }[];
}

/** What the person and their account ask of each post. */
export interface PostRules {
  /** Null while X has not told: then X's own answer decides. */
  readonly tier: AccountTier | null;
  readonly requiresAltText: boolean;
  /** In lower case: what ends with one of them is a link, whatever its length. */
  readonly topLevelDomains: ReadonlySet<string>;
}

/**
 * Why X, or the person's own rules, would not have a post; null when nothing is known against it.
 * Decided before anything is sent: a refusal at X comes late and says little.
 */
export function refusePost(plan: PostPlan, rules: PostRules): ErrorCode | null {
  const { tier, requiresAltText, topLevelDomains } = rules;
  const { text, options, media, afterId } = plan;
  // Within a thread words are enough.
  if (media.length === 0 && (afterId === undefined || text.trim() === "")) return "no-media";
  const mix = refuseMix(media.map(({ category }) => category));
  if (mix !== null) return mix;
  const weight = weighText(text, topLevelDomains, maxWeightFor(tier ?? "premium"));
  if (weight.isOverLimit) return "text-too-long";
  if (findCashtags(text).length > MAX_CASHTAGS) return "too-many-cashtags";
  if (options.replyLink.trim() !== "" && parsePostLink(options.replyLink) === null) {
    return "reply-link-invalid";
  }
  return requiresAltText && media.some(lacksAltText) ? "alt-text-missing" : null;
}

/** Whether a medium lacks the description that people who cannot see it need; videos speak for themselves. */
export function lacksAltText(medium: {
  readonly category: MediaCategory;
  readonly altText: string;
}): boolean {
  return medium.category !== "tweet_video" && medium.altText.trim() === "";
}
