import type { Attachment } from "../jobs/attachment";

/** Which medium's details are shown: the one that was asked for, else one that has failed, else the first. */
export function chooseTile(
  attachments: readonly Pick<Attachment, "id" | "state">[],
  wantedId: string | null,
): string | null {
  const wanted = attachments.find(({ id }) => id === wantedId);
  const failed = attachments.find(({ state }) => state === "failed");
  return (wanted ?? failed ?? attachments[0])?.id ?? null;
}

/**
 * On which side of a tile a dragged one will land: it takes the place of the tile that it is over, which
 * makes room towards where it came from.
 *
 * @param index the tile that is asked about; all indexes count from 0
 */
export function findLanding(
  fromIndex: number,
  overIndex: number | null,
  index: number,
): "before" | "after" | null {
  if (overIndex !== index || fromIndex === index) return null;
  return fromIndex > index ? "before" : "after";
}
