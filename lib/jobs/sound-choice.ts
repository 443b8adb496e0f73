import type { Attachment, CapturingAttachment } from "./attachment";
import { toCapturing } from "./attachment-states";

/**
 * Captures a stream anew with another of its sounds. The part that is posted, and what is hidden in it, stay.
 *
 * @returns null where the stream has no such sound, or that is the one it has
 */
export function toOtherSound(attachment: Attachment, soundId: string): CapturingAttachment | null {
  const { source, state } = attachment;
  const { tracks } = source;
  if (state === "cancelled" || tracks === undefined) return null;
  if (chosenSoundOf(attachment) === soundId) return null;
  if (!tracks.sounds.some(({ id }) => id === soundId)) return null;
  return toCapturing({ ...attachment, source: { ...source, soundId } }, null);
}

/** The sound that is posted, or will be; null where there is none to choose. */
export function chosenSoundOf({ source }: Pick<Attachment, "source">): string | null {
  return source.soundId ?? source.tracks?.soundId ?? null;
}
