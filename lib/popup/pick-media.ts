import type { PageMedia } from "../capture/grid/rank-media";
import type { Attachment } from "../jobs/attachment";
import { MAX_IMAGES } from "../media/media-mix";

/**
 * How many of the picks join the open draft; the others begin another one. All where the draft is empty,
 * or none can join it: then they begin one of their own.
 */
export function countJoining(
  attachments: readonly Attachment[],
  picked: readonly PageMedia[],
): number {
  const alive = attachments.filter(({ state }) => state !== "failed" && state !== "cancelled");
  if (alive.length === 0) return picked.length;
  const areImages = alive.every(({ source }) => source.element === "image");
  const isImage = picked.every(({ kind }) => kind !== "video");
  if (!areImages || !isImage) return 0;
  return Math.min(picked.length, Math.max(0, MAX_IMAGES - alive.length));
}

/** Whether one more can be picked beside what is: up to four images, or one video alone. */
export function isPickable(media: PageMedia, picked: readonly PageMedia[]): boolean {
  if (picked.some(({ kind }) => kind === "video")) return false;
  return media.kind === "video" ? picked.length === 0 : picked.length < MAX_IMAGES;
}

/** Picks, or lets go of, one; unchanged where it may not be picked. */
export function togglePick(media: PageMedia, picked: readonly PageMedia[]): readonly PageMedia[] {
  if (picked.some(({ key }) => key === media.key)) {
    return picked.filter(({ key }) => key !== media.key);
  }
  return isPickable(media, picked) ? [...picked, media] : picked;
}

/** Whether a draft holds what a page shows: by its address, or by the name that a scan gave the element. */
export function isInDraft(
  media: Pick<PageMedia, "key" | "url">,
  pageUrl: string,
  attachments: readonly Attachment[],
): boolean {
  return attachments.some(
    ({ source }) =>
      (media.url !== "" && source.url === media.url) ||
      (source.key === media.key && source.pageUrl === pageUrl),
  );
}
