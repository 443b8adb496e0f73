import type { AccountRecord } from "../store/account-record";
import type { Job } from "../store/dashboard";

/** Why the Post button cannot be pressed. */
export type PostBlocker = "no-media" | "media-failed" | "over-limit" | "signed-out";

/**
 * The first thing in the way of publishing a draft, in the order in which a person would mend them;
 * null when it can be published. Media under way are not in the way: the worker waits for them.
 */
export function findPostBlocker(
  draft: Job,
  isOverLimit: boolean,
  accountState: AccountRecord["state"],
): PostBlocker | null {
  const attachments = draft.attachments.filter(({ state }) => state !== "cancelled");
  if (attachments.length === 0) return "no-media";
  if (attachments.some(({ state }) => state === "failed")) return "media-failed";
  if (isOverLimit) return "over-limit";
  if (accountState !== "signed-in") return "signed-out";
  return null;
}
