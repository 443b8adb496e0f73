import type { Job } from "../store/dashboard";

/** What a person can do with a post in the activity list. */
export type PostAction = "cancel" | "retry" | "post-again" | "confirm-posted" | "edit" | "delete";

/**
 * The buttons of a post, in the order in which they stand.
 *
 * @param isOpen whether the composer shows it: then editing and removing happen there
 */
export function listPostActions({ post, attachments }: Job, isOpen: boolean): PostAction[] {
  switch (post.state) {
    case "draft": {
      const retry: PostAction[] = attachments.some(({ state }) => state === "failed")
        ? ["retry"]
        : [];
      return isOpen ? [...retry, "cancel"] : [...retry, "edit", "cancel", "delete"];
    }
    case "publishing":
    case "posting":
      return ["cancel"];
    case "unsure":
      // While the worker still looks for it, only the wish to cancel can be noted.
      return post.lookup === "pending" ? ["cancel"] : ["confirm-posted", "post-again", "cancel"];
    case "failed":
      return ["retry", "edit", "delete"];
    case "cancelled":
      return ["delete"];
    case "posted":
      return [];
  }
}
