import { JobFailure, jobError, toJobError } from "../errors/job-error";
import { getAccount, updateAccount } from "../store/account-store";
import { getAttachments } from "../store/attachment-store";
import { postUrl } from "../x/post-url";
import { listRecentPosts } from "../x/recent-posts";
import { getSignedInUser } from "../x/users";
import type { XConnection } from "../x/x-request";
import { CLOCK_TOLERANCE_MS, matchRecentPost } from "./match-recent-post";
import type { UnsurePost } from "../jobs/post";
import type { PostEvent } from "../jobs/post-event";

/**
 * When to look for a post whose answer was lost, counted from the look before. A timeline may lag
 * behind and a call may still be under way at X: only a post that is not there at the last look is
 * surely absent.
 */
const LOOK_AGAIN_AFTER_MS = [4_000, 12_000, 30_000];
const MAX_FAILED_LOOKS = 5;
const FAILED_LOOK_DELAY_MS = 10_000;

/** Looks once for a post on the account's own timeline, and says what that means for it. */
export async function lookForPost(
  post: Pick<
    UnsurePost,
    "accountId" | "text" | "attachmentIds" | "sinceMs" | "looks" | "failedLooks"
  >,
  x: XConnection,
  signal: AbortSignal,
): Promise<PostEvent> {
  try {
    const user = await identifyUser(post.accountId, x, signal);
    if (user === null) throw new JobFailure(jobError("unreadable-answer", "post"));
    const recent = await listRecentPosts(x, user.id, post.sinceMs - CLOCK_TOLERANCE_MS, signal);
    const attachments = await getAttachments(post.attachmentIds);
    const mediaKeys = attachments.flatMap((attachment) =>
      attachment.state === "ready" && attachment.mediaKey !== null ? [attachment.mediaKey] : [],
    );
    const { text, sinceMs } = post;
    const domains = await x.topLevelDomains();
    const sighting = matchRecentPost(recent, { text, mediaKeys, sinceMs }, domains);
    switch (sighting.kind) {
      case "found":
        return {
          type: "created",
          xPostId: sighting.xPostId,
          url: postUrl(sighting.xPostId, user.username),
        };
      case "unclear":
        return { type: "lookup-inconclusive" };
      case "absent": {
        const waitMs = LOOK_AGAIN_AFTER_MS[post.looks];
        return waitMs === undefined
          ? { type: "surely-absent" }
          : { type: "not-seen", nextLookAtMs: x.now() + waitMs };
      }
    }
  } catch (failure) {
    signal.throwIfAborted();
    return eventOfFailedLook(post, failure, x.now());
  }
}

function eventOfFailedLook(
  post: Pick<UnsurePost, "failedLooks">,
  failure: unknown,
  nowMs: number,
): PostEvent {
  const error = toJobError(failure, "post");
  switch (error.code) {
    case "network":
    case "x-unavailable":
    case "rate-limited":
    case "unreadable-answer":
      return post.failedLooks + 1 >= MAX_FAILED_LOOKS
        ? { type: "lookup-inconclusive" }
        : {
            type: "look-failed",
            nextLookAtMs: Math.max(error.retryAtMs ?? 0, nowMs + FAILED_LOOK_DELAY_MS),
          };
    default:
      return { type: "lookup-inconclusive" };
  }
}

async function identifyUser(
  accountId: string,
  x: XConnection,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly username: string } | null> {
  const known = (await getAccount(accountId)).user;
  if (known !== null) return known;
  const user = await getSignedInUser(x, signal);
  if (user !== null) await updateAccount(accountId, { user });
  return user;
}
