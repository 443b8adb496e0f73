import type { Attachment } from "../jobs/attachment";
import type { Post } from "../jobs/post";
import { type ActivityFilter, matchesQuery, statesOf } from "../jobs/activity-filter";
import { getAttachments } from "./attachment-store";
import type { Job } from "../jobs/job";
import { openDatabase } from "./database";

/** What a search has found. */
export interface SearchResult {
  readonly jobs: readonly Job[];
  /** Whether there are more than were asked for. */
  readonly hasMore: boolean;
}

/**
 * Finds posts, newest first, at most `limit`. By kind alone only the posts that are shown are read, over
 * an index; with words each post of the kind is looked through.
 */
export async function searchActivity(
  { kind, query }: ActivityFilter,
  limit: number,
): Promise<SearchResult> {
  const states = statesOf(kind);
  if (query.trim() === "" && states !== null) {
    const newest = await Promise.all(states.map((state) => listNewest(state, limit + 1)));
    const posts = newest.flat().toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
    const jobs = await Promise.all(posts.slice(0, limit).map(readJob));
    return { jobs, hasMore: posts.length > limit };
  }
  const found = (await readAllJobs()).filter(
    (job) => (states?.includes(job.post.state) ?? true) && matchesQuery(job, query),
  );
  return { jobs: found.slice(0, limit), hasMore: found.length > limit };
}

/** Every post with its attachments, newest first, without deleted ones. */
export async function readAllJobs(): Promise<Job[]> {
  const database = await openDatabase();
  const transaction = database.transaction(["posts", "attachments"]);
  const [posts, attachments] = await Promise.all([
    transaction.objectStore("posts").index("byUpdate").getAll(),
    transaction.objectStore("attachments").getAll(),
  ]);
  const byId = new Map<string, Attachment>(attachments.map((found) => [found.id, found]));
  return posts
    .toReversed()
    .filter(({ state }) => state !== "deleted")
    .map((post) => ({
      post,
      attachments: post.attachmentIds.flatMap((id) => byId.get(id) ?? []),
    }));
}

async function listNewest(state: Post["state"], limit: number): Promise<Post[]> {
  const database = await openDatabase();
  const range = IDBKeyRange.bound([state, -Infinity], [state, Infinity]);
  const index = database.transaction("posts").store.index("byStateAndUpdate");
  const posts: Post[] = [];
  let cursor = await index.openCursor(range, "prev");
  while (cursor !== null && posts.length < limit) {
    posts.push(cursor.value);
    cursor = await cursor.continue();
  }
  return posts;
}

async function readJob(post: Post): Promise<Job> {
  return { post, attachments: await getAttachments(post.attachmentIds) };
}
