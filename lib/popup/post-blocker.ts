import { lacksAltText } from "../rules/refuse-post";
import { type MixRefusal, refuseMix } from "../media/media-mix";
import type { AccountRecord } from "../store/account-record";
import { lacksSite } from "./lacks-site";
import { knownCategory } from "../jobs/known-category";
import type { Job } from "../jobs/job";
import { findCashtags, MAX_CASHTAGS } from "../rules/cashtags";
import { parsePostLink } from "../rules/post-link";

/** Why the Post button cannot be pressed. */
export type PostBlocker =
  | "no-media"
  | "post-empty"
  | "site-needed"
  | "media-failed"
  | MixRefusal
  | "over-limit"
  | "too-many-cashtags"
  | "reply-link-invalid"
  | "alt-text-missing"
  | "signed-out";

/** What of a draft the store does not say, or not yet. */
export interface DraftCircumstances {
  readonly isOverLimit: boolean;
  readonly requiresAltText: boolean;
  readonly accountState: AccountRecord["state"];
  /** Whether another post of its thread comes before it: then words are enough. False unless told. */
  readonly isAnswer?: boolean;
}

/**
 * The first thing in the way of publishing a draft, in the order in which a person would mend them;
 * null when it can be published. Media under way are not in the way: the worker waits for them.
 */
export function findPostBlocker(
  draft: Job,
  { isOverLimit, requiresAltText, accountState, isAnswer = false }: DraftCircumstances,
): PostBlocker | null {
  const attachments = draft.attachments.filter(({ state }) => state !== "cancelled");
  if (attachments.length === 0) {
    if (!isAnswer) return "no-media";
    if (draft.post.text.trim() === "") return "post-empty";
  }
  const failed = attachments.filter(({ state }) => state === "failed");
  if (failed.length > 0) return failed.every(lacksSite) ? "site-needed" : "media-failed";
  const known = attachments.flatMap((attachment) => {
    const category = knownCategory(attachment);
    return category === null ? [] : [{ category, altText: attachment.altText }];
  });
  const mix = refuseMix(known.map(({ category }) => category));
  if (mix !== null) return mix;
  if (isOverLimit) return "over-limit";
  if (findCashtags(draft.post.text).length > MAX_CASHTAGS) return "too-many-cashtags";
  const replyLink = draft.post.options.replyLink.trim();
  if (replyLink !== "" && parsePostLink(replyLink) === null) return "reply-link-invalid";
  if (requiresAltText && known.some(lacksAltText)) return "alt-text-missing";
  return accountState === "signed-in" ? null : "signed-out";
}
