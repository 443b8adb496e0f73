import { JobFailure, jobError } from "../errors/job-error";
import { asRecord } from "./server-answer";
import { requestX, type XConnection } from "./x-request";

/** One post of the account's own timeline. */
export interface RecentPost {
  readonly xPostId: string;
  readonly text: string;
  readonly mediaKeys: readonly string[];
  /** Epoch milliseconds by X's clock; null when X does not tell. */
  readonly createdAtMs: number | null;
}

/**
 * The account's newest posts since a moment. An empty list is an answer too: none.
 *
 * @throws `JobFailure` `unreadable-answer` when X does not say clearly what there is: a post must
 * not count as absent because of a broken or partial answer
 */
export async function listRecentPosts(
  connection: XConnection,
  userId: string,
  sinceMs: number,
  signal: AbortSignal,
): Promise<RecentPost[]> {
  const query = new URLSearchParams({
    max_results: "20",
    start_time: new Date(sinceMs).toISOString(),
    "tweet.fields": "created_at,attachments",
  });
  const body = await requestX(connection, {
    method: "GET",
    path: `/2/users/${userId}/tweets?${query}`,
    stage: "post",
    signal,
    overdue: 30_000,
  });
  const { data = [], errors } = body;
  const isEmpty = asRecord(body["meta"])["result_count"] === 0;
  const posts = Array.isArray(data) ? data.map(readPost) : [];
  const readable = posts.filter((post) => post !== null);
  if (errors !== undefined || readable.length < posts.length || (posts.length === 0 && !isEmpty)) {
    throw new JobFailure(jobError("unreadable-answer", "post"));
  }
  return readable;
}

function readPost(value: unknown): RecentPost | null {
  const post = asRecord(value);
  const { id, text } = post;
  if (typeof id !== "string" || typeof text !== "string") return null;
  const createdAtMs = Date.parse(String(post["created_at"]));
  const mediaKeys = asRecord(post["attachments"])["media_keys"];
  return {
    xPostId: id,
    text,
    mediaKeys: Array.isArray(mediaKeys) ? mediaKeys.filter((key) => typeof key === "string") : [],
    createdAtMs: Number.isNaN(createdAtMs) ? null : createdAtMs,
  };
}
