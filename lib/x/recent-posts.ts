import { JobFailure, jobError } from "../errors/job-error";
import { asRecord } from "./server-answer";
import { callX, type XConnection } from "./x-request";

/** One post of the account's own timeline. */
export interface RecentPost {
  readonly xPostId: string;
  /** The whole text where X gives it, else what X shows of it. */
  readonly text: string;
  readonly mediaKeys: readonly string[];
  /** The addresses behind X's short links in the text, in their order, without those of its own media; empty where X does not tell. */
  readonly links: readonly string[];
  /** Epoch milliseconds by X's clock; null when X does not tell. */
  readonly createdAtMs: number | null;
}

/** What a look at the timeline shows, and how much it is worth. */
export interface RecentPosts {
  readonly posts: readonly RecentPost[];
  /** X's own clock at the look, in epoch milliseconds; null when X does not tell. */
  readonly xNowMs: number | null;
  /** Whether X has told of every post since the moment that was asked for. */
  readonly isWhole: boolean;
}

/** Each post that is read is billed: a window of this many holds what a person posts in an hour. */
const MAX_RESULTS = 20;

/**
 * The account's newest posts since a moment. An empty list is an answer too: none. The text of a long
 * post is asked for whole, since `text` is cut at 280 characters, and its links as they were written.
 * Source: `post.fields` of OpenAPI 2.167; X takes `tweet.fields` for the same, and leaves out unknown names.
 *
 * @throws `JobFailure` `unreadable-answer` when X does not say clearly what there is: a post must
 * not count as absent because of a broken or partial answer
 */
export async function listRecentPosts(
  connection: XConnection,
  userId: string,
  sinceMs: number,
  signal: AbortSignal,
): Promise<RecentPosts> {
  const query = new URLSearchParams({
    max_results: String(MAX_RESULTS),
    start_time: new Date(sinceMs).toISOString(),
    "post.fields": "created_at,attachments,entities,note_post",
  });
  const { body, xNowMs } = await callX(connection, {
    method: "GET",
    path: `/2/users/${userId}/tweets?${query}`,
    stage: "post",
    signal,
    overdue: 30_000,
  });
  const posts = readPosts(body);
  const isCut = asRecord(body["meta"])["next_token"] !== undefined || posts.length >= MAX_RESULTS;
  return { posts, xNowMs, isWhole: !isCut };
}

function readPosts(body: Record<string, unknown>): RecentPost[] {
  const { data, errors } = body;
  // Some empty lists come with a list of no errors.
  const hasErrors = errors !== undefined && !(Array.isArray(errors) && errors.length === 0);
  const posts = Array.isArray(data) ? data.map(readPost) : [];
  const readable = posts.filter((post) => post !== null);
  if (hasErrors || readable.length < posts.length || (posts.length === 0 && !saysNone(body))) {
    throw new JobFailure(jobError("unreadable-answer", "post"));
  }
  return readable;
}

/** Whether a body without posts says that there are none, in one of the forms that X has for it. */
function saysNone({ data, errors, meta }: Record<string, unknown>): boolean {
  if (data !== undefined && data !== null && !Array.isArray(data)) return false;
  return asRecord(meta)["result_count"] === 0 || Array.isArray(data) || Array.isArray(errors);
}

function readPost(value: unknown): RecentPost | null {
  const post = asRecord(value);
  const { id, text } = post;
  if (typeof id !== "string" || typeof text !== "string") return null;
  // The field bears its older name where X answers as it did before.
  const note = asRecord(post["note_post"] ?? post["note_tweet"])["text"];
  const createdAtMs = Date.parse(String(post["created_at"]));
  const mediaKeys = asRecord(post["attachments"])["media_keys"];
  return {
    xPostId: id,
    text: typeof note === "string" && note !== "" ? note : text,
    mediaKeys: Array.isArray(mediaKeys) ? mediaKeys.filter((key) => typeof key === "string") : [],
    links: readLinks(asRecord(post["entities"])["urls"], id),
    createdAtMs: Number.isNaN(createdAtMs) ? null : createdAtMs,
  };
}

/** Source: the data dictionary of API v2, `entities.urls.expanded_url`. */
function readLinks(urls: unknown, id: string): string[] {
  if (!Array.isArray(urls)) return [];
  return urls
    .map((url) => asRecord(url)["expanded_url"])
    .filter((address) => typeof address === "string")
    .filter((address) => !isMediaOf(id, address));
}

/** The media of a post stand in its text as links to the post itself. */
function isMediaOf(id: string, address: string): boolean {
  return address.includes(`/status/${id}/`);
}
