import { JobFailure, jobError, toJobError } from "../errors/job-error";
import { getAccount, updateAccount } from "../store/account-store";
import { getAttachments } from "../store/attachment-store";
import { listPostedPosts } from "../store/post-store";
import { parsePostLink } from "../rules/post-link";
import { postUrl } from "../x/post-url";
import { listRecentPosts, type RecentPosts } from "../x/recent-posts";
import { getSignedInUser } from "../x/users";
import type { XConnection } from "../x/x-request";
import { judgeAbsence } from "./judge-absence";
import { CLOCK_TOLERANCE_MS, matchRecentPost } from "./match-recent-post";
import type { UnsurePost } from "../jobs/post";
import type { PostEvent } from "../jobs/post-event";
import { BILLED_PAUSE_MS } from "../jobs/retry-policy";

const MAX_FAILED_LOOKS = 5;

/** How far back a look goes before the call: this machine's clock may be ahead of X's. */
const LOOK_BACK_MS = 60 * 60_000;

/** What a look needs to know of a post. */
type LookedFor = Pick<
  UnsurePost,
  | "id"
  | "accountId"
  | "text"
  | "options"
  | "attachmentIds"
  | "afterId"
  | "sinceMs"
  | "error"
  | "looks"
  | "notSeenSinceMs"
  | "failedLooks"
  | "userId"
>;

/** Whose timeline is looked at. */
interface XUser {
  readonly id: string;
  readonly username: string;
}

/** Looks once for a post on the account's own timeline, and says what that means for it. */
export async function lookForPost(
  post: LookedFor,
  x: XConnection,
  signal: AbortSignal,
): Promise<PostEvent> {
  try {
    const user = await identifyUser(post.accountId, x, signal);
    if (user === null) throw new JobFailure(jobError("unreadable-answer", "post"));
    // Somebody else has signed in since: what they have posted says nothing about this call.
    if (typeof post.userId === "string" && post.userId !== user.id) {
      return { type: "lookup-inconclusive", similarUrl: null };
    }
    const recent = await listRecentPosts(x, user.id, post.sinceMs - LOOK_BACK_MS, signal);
    return await eventOfLook(post, recent, user, x);
  } catch (failure) {
    signal.throwIfAborted();
    return eventOfFailedLook(post, failure, x.now());
  }
}

async function eventOfLook(
  post: LookedFor,
  { posts, xNowMs, isWhole }: RecentPosts,
  { id: userId, username }: XUser,
  x: XConnection,
): Promise<PostEvent> {
  const [attachments, posted, domains] = await Promise.all([
    getAttachments(post.attachmentIds),
    listPostedPosts(post.accountId),
    x.topLevelDomains(),
  ]);
  const others = posted.filter(({ id }) => id !== post.id);
  // Where X does not tell its time, this machine's has to do to find a post, and is too little to miss one.
  const xAheadMs = xNowMs === null ? 0 : xNowMs - x.now();
  const sighting = matchRecentPost(
    posts,
    {
      text: post.text,
      mediaKeys: attachments.flatMap((attachment) =>
        attachment.state === "ready" && attachment.mediaKey !== null ? [attachment.mediaKey] : [],
      ),
      sinceMs: post.sinceMs + xAheadMs,
      isReply: post.afterId !== undefined || parsePostLink(post.options.replyLink) !== null,
      hasMedia: post.attachmentIds.length > 0,
      otherIds: new Set(others.map(({ xPostId }) => xPostId)),
    },
    domains,
  );
  switch (sighting.kind) {
    case "found":
      return {
        type: "created",
        xPostId: sighting.xPostId,
        url: postUrl(sighting.xPostId, username),
      };
    case "unclear":
      return { type: "lookup-inconclusive", similarUrl: postUrl(sighting.xPostId, username) };
    case "absent":
      break;
  }
  const verdict = judgeAbsence({
    looks: post.looks,
    notSeenSinceMs: post.notSeenSinceMs ?? null,
    xNowMs,
    // Where this machine's clock is so far ahead, the look did not go back to the call.
    isWhole: isWhole && xAheadMs >= CLOCK_TOLERANCE_MS - LOOK_BACK_MS,
  });
  switch (verdict.kind) {
    case "look-again":
      return { type: "not-seen", nextLookAtMs: x.now() + verdict.afterMs, xNowMs, userId };
    case "unknown":
      return { type: "lookup-inconclusive", similarUrl: null };
    case "absent":
      // X has seen such a post: only an earlier one of ours can explain why it is not to be found.
      return post.error.code === "duplicate-post" && !others.some(({ text }) => text === post.text)
        ? { type: "lookup-inconclusive", similarUrl: null }
        : { type: "surely-absent" };
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
    case "token-refused":
    case "unreadable-answer":
      return post.failedLooks + 1 >= MAX_FAILED_LOOKS
        ? { type: "lookup-inconclusive", similarUrl: null }
        : {
            type: "look-failed",
            nextLookAtMs: Math.max(error.retryAtMs ?? 0, nowMs + BILLED_PAUSE_MS),
          };
    case "signed-out":
    case "no-client-id":
      // X has told nothing: whoever made the call can find out once they are signed in again.
      return {
        type: "waiting",
        wait: { reason: "sign-in", untilMs: null, attempts: 0, error },
      };
    default:
      return { type: "lookup-inconclusive", similarUrl: null };
  }
}

async function identifyUser(
  accountId: string,
  x: XConnection,
  signal: AbortSignal,
): Promise<XUser | null> {
  const known = (await getAccount(accountId)).user;
  if (known !== null) return known;
  const user = await getSignedInUser(x, signal);
  if (user !== null) await updateAccount(accountId, { user });
  return user;
}
