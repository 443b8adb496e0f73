import type { PageMedia } from "../capture/grid/rank-media";
import type { Attachment } from "../jobs/attachment";
import { MAX_IMAGES } from "../media/media-mix";

/**
 * How many images can be picked at once: what is left in the open draft, or all of a new one where
 * none can join it.
 */
export function countFreePlaces(attachments: readonly Attachment[]): number {
  const alive = attachments.filter(({ state }) => state !== "failed" && state !== "cancelled");
  const areImages = alive.every(({ source }) => source.element === "image");
  return areImages && alive.length < MAX_IMAGES ? MAX_IMAGES - alive.length : MAX_IMAGES;
}

/** Whether one more can be picked beside what is: images up to the free places, or one video alone. */
export function isPickable(
  media: PageMedia,
  picked: readonly PageMedia[],
  freePlaces: number,
): boolean {
  if (picked.some(({ kind }) => kind === "video")) return false;
  return media.kind === "video" ? picked.length === 0 : picked.length < freePlaces;
}

/** Picks, or lets go of, one; unchanged where it may not be picked. */
export function togglePick(
  media: PageMedia,
  picked: readonly PageMedia[],
  freePlaces: number,
): readonly PageMedia[] {
  if (picked.some(({ key }) => key === media.key)) {
    return picked.filter(({ key }) => key !== media.key);
  }
  return isPickable(media, picked, freePlaces) ? [...picked, media] : picked;
}
