import { ownAttachmentIds } from "../jobs/removals";
import { changeRecords } from "./change-records";

/** The activity list keeps this many posts that are at rest; older ones are forgotten. */
export const MAX_POSTS_AT_REST = 1000;

const DAY_MS = 86_400_000;

/** States in which nothing of a post is needed any more but its line in the activity list. */
const AT_REST = new Set(["posted", "cancelled"]);

/**
 * Forgets posts at rest beyond the newest {@link MAX_POSTS_AT_REST} or older than the person wants to
 * keep them, and attachments that no post names. One that another is still to answer is kept. Drafts, failures and jobs under way are kept for ever. Call at the start of the worker; the
 * bytes of what was forgotten are freed when jobs are resumed (`lib/runner/free-bytes.ts`).
 *
 * @param keepsDays see `Preferences.keepsActivityDays`
 */
export async function forgetOldPosts(nowMs: number, keepsDays: number | null): Promise<void> {
  await changeRecords(["posts", "attachments"], async (records) => {
    const named = new Set<string>();
    const oldestMs = keepsDays === null ? -Infinity : nowMs - keepsDays * DAY_MS;
    let postsAtRest = 0;
    const posts = await records.read("posts").index("byUpdate").getAll();
    const answered = new Set(
      posts.filter(({ state }) => !AT_REST.has(state)).map(({ afterId }) => afterId),
    );
    for (const post of posts.toReversed()) {
      if (AT_REST.has(post.state)) postsAtRest += 1;
      const isTooMuch = postsAtRest > MAX_POSTS_AT_REST || post.updatedAtMs < oldestMs;
      if (AT_REST.has(post.state) && isTooMuch && !answered.has(post.id))
        records.delete("posts", post.id);
      else for (const id of ownAttachmentIds(post)) named.add(id);
    }
    for (const id of await records.read("attachments").getAllKeys()) {
      if (!named.has(id)) records.delete("attachments", id);
    }
  });
}
