import type { JobError } from "../errors/job-error";
import type { Post } from "./post";
import { postBaseOf } from "./post-base";
import type { PostEvent } from "./post-event";

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

/** On its way out, with nothing to wait for but what `change` says. */
export function toPublishing(
  post: Post,
  change: Partial<Pick<Of<"publishing">, "wait" | "holdUntilMs" | "repeatsCallAtMs">>,
): Of<"publishing"> {
  return {
    ...postBaseOf(post),
    state: "publishing",
    wait: null,
    holdUntilMs: null,
    repeatsCallAtMs: null,
    ...change,
  };
}
