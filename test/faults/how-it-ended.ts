import { isPostBusy } from "../../lib/jobs/post";
import { getAttachments } from "../../lib/store/attachment-store";
import { getPost } from "../../lib/store/post-store";

/** Where a job has come to rest: as `failed no-credits`, the words of a cell of the table. */
export type End =
  | "posted"
  | "cancelled"
  | "draft"
  | "gone"
  /** Waits until the person signs in. */
  | "sign-in"
  /** Waits for the person's word on whether it was posted. */
  | "asks"
  /** Its moment has passed, and it waits for the person's word. */
  | "scheduled"
  /** Can still be brought back. */
  | "deleted"
  | `failed ${string}`;

/** The end of a job; null while it still has something to do. */
export async function howItEnded(postId: string): Promise<End | null> {
  const post = await getPost(postId);
  if (post === undefined) return "gone";
  // Whatever its media waited for.
  if (post.state === "deleted") return "deleted";
  const attachments = await getAttachments(post.attachmentIds);
  const waits = [post, ...attachments].map((job) => ("wait" in job ? job.wait?.reason : undefined));
  if (waits.includes("sign-in")) return "sign-in";
  if (isPostBusy(post)) return null;
  switch (post.state) {
    case "failed":
      return `failed ${post.error.code}`;
    case "unsure":
      return "asks";
    case "draft":
    case "scheduled":
    case "posted":
    case "cancelled":
      return post.state;
    default:
      return null;
  }
}
