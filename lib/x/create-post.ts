import { jobError, JobFailure } from "../errors/job-error";
import { parsePostLink } from "../rules/post-link";
import type { PostOptions } from "../jobs/post-options";
import { asRecord } from "./server-answer";
import { requestX, type XConnection } from "./x-request";

/** A post as X made it. */
export interface CreatedPost {
  readonly xPostId: string;
}

/**
 * Creates a post: the single call that must never be made twice unknowingly, since X has no
 * idempotency key. Store that it begins before calling.
 *
 * @throws `JobFailure`; whether the post may exist nevertheless is told by {@link mayHaveTakenEffect}
 */
export async function createPost(
  connection: XConnection,
  post: {
    readonly text: string;
    readonly mediaIds: readonly string[];
    readonly options: PostOptions;
    /** The post of ours at X that it answers; null: what the options say. */
    readonly answersXPostId: string | null;
  },
  signal: AbortSignal,
): Promise<CreatedPost> {
  const body = await requestX(connection, {
    method: "POST",
    path: "/2/tweets",
    body: {
      json: {
        ...(post.text !== "" && { text: post.text }),
        ...(post.mediaIds.length > 0 && { media: { media_ids: post.mediaIds } }),
        ...optionFields(post.options, post.answersXPostId),
      },
    },
    stage: "post",
    signal,
    overdue: 60_000,
  });
  const xPostId = asRecord(body["data"])["id"];
  if (typeof xPostId !== "string" || !/^[0-9]{1,19}$/.test(xPostId)) {
    throw new JobFailure(jobError("unreadable-answer", "post"));
  }
  return { xPostId };
}

/**
 * The options as X's fields; what was not asked for is left out. A reply takes over who can answer
 * from the post that it answers: X does not take both.
 */
function optionFields(
  options: PostOptions,
  answersXPostId: string | null,
): Record<string, unknown> {
  const { replySettings, madeWithAi, paidPartnership, replyLink } = options;
  const replyTo = answersXPostId ?? parsePostLink(replyLink);
  return {
    ...(replyTo !== null && { reply: { in_reply_to_tweet_id: replyTo } }),
    ...(replySettings !== null && replyTo === null && { reply_settings: replySettings }),
    ...(madeWithAi && { made_with_ai: true }),
    ...(paidPartnership && { paid_partnership: true }),
  };
}

/**
 * Whether a failed {@link createPost} may have made the post all the same: when no answer came, when
 * the answer came from a server in trouble, or when a success could not be read.
 */
export function mayHaveTakenEffect(failure: JobFailure): boolean {
  // The token could not be renewed: the call never went out, or X has refused it with 401.
  if (failure.error.stage === "sign-in") return false;
  switch (failure.error.code) {
    case "network":
    case "x-unavailable":
    case "unreadable-answer":
      return true;
    default:
      return false;
  }
}
