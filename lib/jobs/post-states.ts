import { jobError, type JobError } from "../errors/job-error";
import type { Post } from "./post";
import { postBaseOf } from "./post-base";
import type { PostEvent } from "./post-event";
import { BILLED_PAUSE_MS } from "./retry-policy";

type Of<State extends Post["state"]> = Extract<Post, { state: State }>;

/** Failed; what the call before may have made is still to be looked for. */
export function toFailedPost(post: Of<"publishing"> | Of<"posting">, error: JobError): Post {
  return { ...postBaseOf(post), state: "failed", error, repeatsCallAtMs: post.repeatsCallAtMs };
}

/** Out, as X has answered or shown. */
export function becomePosted(
  post: Post,
  event: Extract<PostEvent, { type: "created" }>,
  nowMs: number,
): Post {
  return {
    ...postBaseOf(post),
    state: "posted",
    xPostId: event.xPostId,
    url: event.url,
    postedAtMs: nowMs,
  };
}

/** Its one call begins. */
export function toPosting(
  post: Of<"publishing">,
  { mediaIds, userId }: Extract<PostEvent, { type: "call-started" }>,
  nowMs: number,
): Of<"posting"> {
  return {
    ...postBaseOf(post),
    state: "posting",
    sinceMs: nowMs,
    mediaIds,
    userId,
    attempts: post.wait?.attempts ?? 0,
    repeatsCallAtMs: post.repeatsCallAtMs,
    scheduledAtMs: post.scheduledAtMs ?? null,
  };
}

/**
 * Back to waiting for the person's word, as its moment has passed by too long; null where no moment was
 * chosen, or a call was made in time: what became of that is found out first.
 */
export function toMissed(post: Of<"publishing">): Of<"scheduled"> | null {
  const { scheduledAtMs, repeatsCallAtMs } = post;
  if (typeof scheduledAtMs !== "number" || repeatsCallAtMs !== null) return null;
  return { ...postBaseOf(post), state: "scheduled", atMs: scheduledAtMs, isMissed: true };
}

/** On its way out, with nothing to wait for but what `change` says. */
export function toPublishing(
  post: Post,
  change: Partial<
    Pick<Of<"publishing">, "wait" | "holdUntilMs" | "repeatsCallAtMs" | "scheduledAtMs">
  >,
): Of<"publishing"> {
  return {
    ...postBaseOf(post),
    state: "publishing",
    wait: null,
    holdUntilMs: null,
    repeatsCallAtMs: null,
    scheduledAtMs: null,
    ...change,
  };
}

/** Its call has ended without an answer, or was broken off by the person: the post is looked for. */
export function toUnsure(
  post: Of<"posting">,
  event: Extract<PostEvent, { type: "answer-lost" | "cancelled" }>,
  nowMs: number,
): Post {
  return {
    ...postBaseOf(post),
    state: "unsure",
    sinceMs: post.repeatsCallAtMs ?? post.sinceMs,
    mediaIds: post.mediaIds,
    userId: post.userId ?? null,
    error: event.type === "cancelled" ? jobError("outcome-unknown", "post") : event.error,
    attempts: post.attempts + 1,
    ifAbsent: event.type === "cancelled" ? "cancel" : "post-again",
    lookup: "pending",
    looks: 0,
    notSeenSinceMs: null,
    similarUrl: null,
    failedLooks: 0,
    wait: null,
    // A repeat follows a look: the next one, which is billed as well, is due a minute later.
    nextLookAtMs: nowMs + (post.repeatsCallAtMs === null ? 0 : BILLED_PAUSE_MS),
  };
}
