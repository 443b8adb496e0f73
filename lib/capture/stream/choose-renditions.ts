import { trackIdOf } from "../../media/stream-tracks";
import type { PictureRendition, SoundRendition } from "./stream";

/** What a stream's choice is made for. */
export interface Wanted {
  /** The largest file that may come of it. */
  readonly maxBytes: number;
  /** How long it will be; null while that is not known: then every quality fits. */
  readonly durationMs: number | null;
  /** The page's language; empty where it does not say. */
  readonly language: string;
  /** Lists that the page's player has loaded, the latest first: which sound the person hears. */
  readonly loadedUrls: readonly string[];
  /** The sound that the person has chosen, by its id; absent: none yet. */
  readonly soundId?: string;
}

/** A picture of so many pixels a side fills X's player: more are fetched for nothing. */
const FULL_LONG_SIDE_PX = 1920;
const FULL_SHORT_SIDE_PX = 1080;

/** What X takes without coding anew: H.264 and AAC. */
const TAKEN_CODEC = /^(?:avc[13]\.|mp4a\.40\.)/i;

/**
 * Chooses the quality of a stream: one that X takes as it is before one that must be coded anew; the
 * smallest that fills 1080p, else the largest; of the same size the one with most bits. Where none is
 * small enough, the smallest.
 *
 * @returns null when there is none to choose
 */
export function choosePicture(
  pictures: readonly PictureRendition[],
  { maxBytes, durationMs }: Pick<Wanted, "maxBytes" | "durationMs">,
): PictureRendition | null {
  const ordered = pictures.toSorted(
    (a, b) =>
      Number(isTaken(b.codecs)) - Number(isTaken(a.codecs)) ||
      Number(isFull(b)) - Number(isFull(a)) ||
      (isFull(a) ? pixelsOf(a) - pixelsOf(b) : pixelsOf(b) - pixelsOf(a)) ||
      b.bitsPerSecond - a.bitsPerSecond,
  );
  const fitting = ordered.find(
    ({ bitsPerSecond }) =>
      durationMs === null || (bitsPerSecond / 8) * (durationMs / 1000) <= maxBytes,
  );
  const smallest = pictures.toSorted((a, b) => a.bitsPerSecond - b.bitsPerSecond)[0];
  return fitting ?? smallest ?? null;
}

/** The sounds that belong to a picture. */
export function soundsOf(
  { soundGroup }: Pick<PictureRendition, "soundGroup">,
  sounds: readonly SoundRendition[],
): readonly SoundRendition[] {
  return sounds.filter(({ group }) => group === soundGroup);
}

/**
 * Chooses the sound that belongs to a picture: the one that the person has chosen, else one in the page's language, else the one that the page's player has loaded
 * last, else the one that the stream itself would play; one that X takes as it is, of most bits.
 *
 * @returns null where there is none to choose; one without a place lies in the picture's own pieces
 */
export function chooseSound(
  picture: Pick<PictureRendition, "soundGroup">,
  sounds: readonly SoundRendition[],
  { language, loadedUrls, soundId }: Pick<Wanted, "language" | "loadedUrls" | "soundId">,
): SoundRendition | null {
  const ordered = soundsOf(picture, sounds).toSorted(
    (a, b) =>
      Number(trackIdOf(b) === soundId) - Number(trackIdOf(a) === soundId) ||
      Number(speaks(b, language)) - Number(speaks(a, language)) ||
      lateness(b, loadedUrls) - lateness(a, loadedUrls) ||
      Number(b.isDefault) - Number(a.isDefault) ||
      Number(isTaken(b.codecs)) - Number(isTaken(a.codecs)) ||
      b.bitsPerSecond - a.bitsPerSecond,
  );
  return ordered[0] ?? null;
}

/** How late the player has loaded it; 0 where it has not, or loads no lists of its own. */
function lateness({ from }: SoundRendition, loadedUrls: readonly string[]): number {
  const at = from?.in === "playlist" ? loadedUrls.indexOf(from.url) : -1;
  return at === -1 ? 0 : loadedUrls.length - at;
}

function isTaken(codecs: readonly string[]): boolean {
  return codecs.every((codec) => TAKEN_CODEC.test(codec));
}

function isFull({ widthPx, heightPx }: PictureRendition): boolean {
  return (
    Math.max(widthPx, heightPx) >= FULL_LONG_SIDE_PX ||
    Math.min(widthPx, heightPx) >= FULL_SHORT_SIDE_PX
  );
}

function pixelsOf({ widthPx, heightPx }: PictureRendition): number {
  return widthPx * heightPx;
}

/** Whether two tags name the same language, whatever the region. */
function speaks({ language }: SoundRendition, wanted: string): boolean {
  const primary = (tag: string) => tag.toLowerCase().split("-", 1)[0] ?? "";
  return wanted !== "" && primary(language) === primary(wanted);
}
