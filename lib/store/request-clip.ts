import type { AttachmentEvent } from "../jobs/attachment-event";
import type { ClipSpan } from "../media/clip-span";
import type { FilmHiding } from "../media/film-hiding";
import { applyToAttachment } from "./apply-events";
import { clipIdOf, rangeOf } from "./byte-store";
import { changeRecords } from "./change-records";

/**
 * Hides something else in a stored video or GIF than before. What was made of it before is freed as {@link requestClip}
 * does it.
 *
 * @param filmMs how long all of it is
 * @returns false when that has no meaning (any more): nothing is stored
 */
export function requestHiding(
  attachmentId: string,
  hiding: FilmHiding,
  filmMs: number,
  nowMs: number,
): Promise<boolean> {
  return apply(attachmentId, { type: "film-hidden", hiding, filmMs }, nowMs);
}

/**
 * Has a part of a stored video cut, or posts all of it. What was cut before is freed as soon as it has no use any
 * more: together with the record where all of the video is posted, else when the new part is stored.
 *
 * @param span null: all of it
 * @param filmMs how long the video is
 * @returns false when that has no meaning (any more): nothing is stored
 */
export function requestClip(
  attachmentId: string,
  span: ClipSpan | null,
  filmMs: number,
  nowMs: number,
): Promise<boolean> {
  return apply(attachmentId, { type: "clip-chosen", span, filmMs }, nowMs);
}

/**
 * Has a stream captured anew with another of its sounds.
 *
 * @returns false when that has no meaning (any more): nothing is stored
 */
export function requestSound(
  attachmentId: string,
  soundId: string,
  nowMs: number,
): Promise<boolean> {
  return apply(attachmentId, { type: "sound-chosen", soundId }, nowMs);
}

function apply(
  attachmentId: string,
  event: Extract<AttachmentEvent, { type: "clip-chosen" | "film-hidden" | "sound-chosen" }>,
  nowMs: number,
): Promise<boolean> {
  return changeRecords(["posts", "attachments", "chunks"], async (records) => {
    const current = await records.read("attachments").get(attachmentId);
    const post = current && (await records.read("posts").get(current.postId));
    // What goes out already must not be another film than the one that X has.
    if (post?.state !== "draft" && post?.state !== "failed") return false;
    const next = applyToAttachment(records, current, event, nowMs);
    if (next === null) return false;
    if (next.clip === undefined) records.delete("chunks", rangeOf(clipIdOf(attachmentId)));
    return true;
  });
}
