import { canFetchAgain } from "../jobs/can-fetch-again";
import type { Attachment } from "../jobs/attachment";
import type { Job } from "../jobs/job";

/** What a person can do with a post in the activity list. */
export type PostAction =
  | "cancel"
  | "retry"
  | "post-again"
  | "confirm-posted"
  | "edit"
  | "copy-link"
  | "compose-again"
  | "delete";

/** The second look comes a minute after the call. */
const LOOKS_BEFORE_ASKING = 2;

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
      // A call may take its time; who has looked a minute later knows as much as the worker.
      return post.lookup === "pending" && post.looks < LOOKS_BEFORE_ASKING
        ? ["cancel"]
        : ["confirm-posted", "post-again", "cancel"];
    case "failed":
      return ["retry", "edit", "delete"];
    case "cancelled":
      return [...composeAgain(attachments), "delete"];
    case "posted":
      return [
        ...(post.url === null ? [] : (["copy-link"] as const)),
        ...composeAgain(attachments),
        "delete",
      ];
  }
}

/** Whoever posts again wants the media, too: their bytes are freed, so they must be fetched once more. */
function composeAgain(attachments: readonly Attachment[]): PostAction[] {
  return attachments.some(canFetchAgain) ? ["compose-again"] : [];
}
