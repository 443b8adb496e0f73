import type { MediaBytes } from "../media-bytes";
import { openBoxReader, walkBoxes } from "../iso-boxes";
import { childrenOf, listBoxes, MalformedFilm, readCount } from "../strip/memory-boxes";
import { addFragment, readSampleDefaults, type SampleDefaults } from "./film-fragment";
import { type FilmTrack, readTrack } from "./film-track";
import { startsClosed } from "./h264-config";
import { MAX_SAMPLES } from "./sample-times";

/** What the index of a film says about what it shows. */
export interface Film {
  /** The one that a player shows; null for none. */
  readonly picture: FilmTrack | null;
  readonly sound: FilmTrack | null;
  /** A second has so many ticks of the movie. */
  readonly movieTicks: number;
  /** Whether samples are named by the index and by fragments behind it. */
  readonly isHybrid: boolean;
  /** Whether a key frame was seen that needs frames before it. */
  readonly hasOpenGroup: boolean;
}

/** The index of a film of many hours has some megabytes. */
const MAX_INDEX_BYTES = 64 * 1024 * 1024;
/** A parameter set and what a coder has signed stand before the first slice. */
const KEY_FRAME_BYTES = 4096;

/**
 * Reads the whole index of an MP4 or MOV, fragments included, and the first bytes of some key frames.
 * Null where it makes no sense, is too large, or is stored compressed: then X decides.
 *
 * @throws as `file.read`
 */
export async function readFilm(file: MediaBytes): Promise<Film | null> {
  try {
    return await readIndex(file);
  } catch (failure) {
    if (failure instanceof MalformedFilm) return null;
    throw failure;
  }
}

async function readIndex(file: MediaBytes): Promise<Film | null> {
  let bytesLeft = MAX_INDEX_BYTES;
  let tracks: FilmTrack[] | null = null;
  let defaults = new Map<number, SampleDefaults>();
  const budget = { left: MAX_SAMPLES };
  let movieTicks = 0;
  let isHybrid = false;
  let hasFragment = false;
  await walkBoxes(openBoxReader(file), { start: 0, end: file.size }, async (box) => {
    if (box.type !== "moof" && (box.type !== "moov" || tracks !== null)) return;
    bytesLeft -= box.end - box.contentStart;
    if (bytesLeft < 0) throw new MalformedFilm();
    const start = box.start;
    const bytes = await file.read(start, box.end);
    const [outer] = listBoxes(bytes, 0, bytes.length);
    if (outer === undefined) throw new MalformedFilm();
    if (box.type === "moof") {
      const known = tracks ?? [];
      isHybrid ||= known.some(({ samples }) => samples.count > 0) && !hasFragment;
      hasFragment = true;
      addFragment(bytes, outer, start, known, defaults);
      return;
    }
    tracks = [];
    for (const child of childrenOf(bytes, outer)) {
      const track = child.type === "trak" ? readTrack(bytes, child, budget) : null;
      if (track !== null) tracks.push(track);
      if (child.type === "mvex") defaults = readSampleDefaults(bytes, child);
      if (child.type === "mvhd") {
        movieTicks = readCount(bytes, child, bytes[child.contentStart] === 1 ? 20 : 12);
      }
    }
  });
  const found: readonly FilmTrack[] = tracks ?? [];
  if (movieTicks === 0 || found.length === 0) return null;
  const picture = shownTrack(found, "vide");
  return {
    picture,
    sound: shownTrack(found, "soun"),
    movieTicks,
    isHybrid,
    hasOpenGroup: picture !== null && (await findOpenGroup(file, picture)),
  };
}

/** The same that stays when a film is cleaned: the first that is enabled. */
function shownTrack(tracks: readonly FilmTrack[], handler: string): FilmTrack | null {
  const candidates = tracks.filter((track) => track.handler === handler);
  return candidates.find(({ isEnabled }) => isEnabled) ?? candidates[0] ?? null;
}

async function findOpenGroup(file: MediaBytes, { avc, keyOffsets }: FilmTrack): Promise<boolean> {
  if (avc === null) return false;
  for (const offset of keyOffsets) {
    const start = await file.read(offset, offset + KEY_FRAME_BYTES);
    if (startsClosed(start, avc.lengthBytes) === false) return true;
  }
  return false;
}
