import type { Attachment } from "../../jobs/attachment";
import { MAX_IMAGES, type MixRefusal } from "../../media/media-mix";
import { knownCategory } from "../../jobs/known-category";
import type { Job } from "../../jobs/job";

/**
 * Whether a newly clicked picture joins the open draft or begins a new one: it joins when X would
 * take both in one post, and when there is something in the draft to join.
 */
export function joinsOpenDraft(openDraft: Job | null, element: "image" | "video"): boolean {
  return judgeJoin(openDraft, element) === "join";
}

/** As {@link joinsOpenDraft}, with the reason why X would not take both where that is the reason. */
export function judgeJoin(
  openDraft: Job | null,
  element: "image" | "video",
): "join" | "new" | MixRefusal {
  if (openDraft === null || openDraft.post.state !== "draft") return "new";
  const alive = openDraft.attachments.filter(
    (attachment) => attachment.state !== "failed" && attachment.state !== "cancelled",
  );
  if (alive.length === 0) {
    // Nothing but failures, and no word written: those keep a place of their own in the activity.
    const hasPlace = openDraft.post.text.trim() !== "" || openDraft.attachments.length === 0;
    return hasPlace ? "join" : "new";
  }
  if (element !== "image" || !alive.every(isImage)) return "mix-not-allowed";
  return alive.length < MAX_IMAGES ? "join" : "too-many-images";
}

/** What is known before the bytes are: a GIF stands in an image element, and is found out later. */
function isImage(attachment: Attachment): boolean {
  const category = knownCategory(attachment);
  return category === null ? attachment.source.element === "image" : category === "tweet_image";
}
