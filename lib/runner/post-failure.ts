import { JobFailure, toJobError } from "../errors/job-error";
import type { PostingPost } from "../jobs/post";
import type { PostEvent } from "../jobs/post-event";
import { decideWait } from "../jobs/retry-policy";
import { mayHaveTakenEffect } from "../x/create-post";
import type { XConnection } from "../x/x-request";

/** What the decision depends on beside the failure. */
interface FailureEffects {
  readonly x: Pick<XConnection, "now" | "isOnline">;
  /** A number in [0, 1). */
  random(): number;
}

/** What a failure of the call that creates a post means: it may have been made, or it was refused. */
export function eventOfCallFailure(
  post: PostingPost,
  failure: unknown,
  effects: FailureEffects,
): PostEvent {
  const error = toJobError(failure, "post");
  if (!(failure instanceof JobFailure) || mayHaveTakenEffect(failure)) {
    return { type: "answer-lost", error };
  }
  // The call that this one repeats may have made the post after all: it is looked for once more.
  if (error.code === "duplicate-post" && post.repeatsCallAtMs !== null) {
    return { type: "answer-lost", error };
  }
  return eventOfRefusal(post.attempts, failure, effects);
}

/** A refusal before anything took effect: wait, sign in, or stop. */
export function eventOfRefusal(
  earlierAttempts: number,
  failure: unknown,
  effects: FailureEffects,
): PostEvent {
  const error = toJobError(failure, "post");
  const wait = decideWait(error, {
    attempts: earlierAttempts + 1,
    nowMs: effects.x.now(),
    random: effects.random(),
    isOnline: effects.x.isOnline(),
  });
  return wait === null ? { type: "failed", error } : { type: "waiting", wait };
}
