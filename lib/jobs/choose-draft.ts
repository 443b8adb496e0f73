import type { Attachment } from "./attachment";
import type { Job } from "../store/dashboard";

const MAX_IMAGES = 4;

/**
 * Whether a newly clicked picture joins the open draft or begins a new one: it joins when X would
 * take both in one post, and when there is something in the draft to join.
 */
export function joinsOpenDraft(openDraft: Job | null, element: "image" | "video"): boolean {
  if (openDraft === null || openDraft.post.state !== "draft") return false;
  const alive = openDraft.attachments.filter(
    (attachment) => attachment.state !== "failed" && attachment.state !== "cancelled",
  );
  if (alive.length === 0) {
    // Nothing but failures, and no word written: those keep a place of their own in the activity.
    return openDraft.post.text.trim() !== "" || openDraft.attachments.length === 0;
  }
  return element === "image" && alive.length < MAX_IMAGES && alive.every(isImage);
}

/** What is known before the bytes are: a GIF stands in an image element, and is found out later. */
function isImage(attachment: Attachment): boolean {
  return "media" in attachment && attachment.media !== null
    ? attachment.media.category === "tweet_image"
    : attachment.source.element === "image";
}
