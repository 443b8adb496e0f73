import { canFetchAgain } from "../jobs/can-fetch-again";
import type { Job } from "../jobs/job";
import type { ThreadPlace } from "../jobs/thread";
import { waitsForSignIn } from "../jobs/waits-for-sign-in";

/** What a person can do with a post in the activity list. */
export type PostAction =
  | "cancel"
  | "retry"
  | "post-now"
  | "post-again"
  | "confirm-posted"
  | "open"
  | "edit"
  | "copy-link"
  | "compose-again"
  | "restore"
  | "delete";

/** The second look comes a minute after the call. */
const LOOKS_BEFORE_ASKING = 2;

/**
 * The buttons of a post, in the order in which they stand.
 *
 * @param place where it stands in its thread; undefined where it is in none
 */
export function listPostActions(
  { post, attachments }: Job,
  place?: Pick<ThreadPlace, "outUrls">,
): PostAction[] {
  switch (post.state) {
    case "draft": {
      const retry: PostAction[] = attachments.some(({ state }) => state === "failed")
        ? ["retry"]
        : [];
      return [...retry, "open", "delete"];
    }
    case "scheduled":
      return ["post-now", "edit", "delete"];
    case "publishing":
    case "posting":
      return ["cancel"];
    case "unsure":
      // A call may take its time; who has looked a minute later knows as much as the worker.
      return post.lookup === "pending" && post.looks < LOOKS_BEFORE_ASKING && !waitsForSignIn(post)
        ? ["cancel"]
        : ["confirm-posted", "post-again", "cancel"];
    case "failed":
      return ["retry", "edit", "delete"];
    case "cancelled":
      return [...(canRestore({ post, attachments }) ? (["restore"] as const) : []), "delete"];
    case "posted":
      return [
        ...(post.url === null ? [] : (["copy-link"] as const)),
        // Whoever posts again wants the media, too: their bytes are freed, so they are fetched once more.
        ...(isThreadOut(place) || attachments.some(canFetchAgain)
          ? (["compose-again"] as const)
          : []),
        "delete",
      ];
    case "deleted":
      return [];
  }
}

/** Its posts bring each other: words alone are something to post among them. */
function isThreadOut(place: Pick<ThreadPlace, "outUrls"> | undefined): boolean {
  return place !== undefined && place.outUrls.length > 1;
}

/** A post of a thread brings those that were cancelled with it; alone, words without media are nothing to post. */
function canRestore({ post, attachments }: Job): boolean {
  return post.afterId !== undefined || attachments.some(canFetchAgain);
}
