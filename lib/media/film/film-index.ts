import {
  boxType,
  childrenOf,
  listBoxes,
  MalformedFilm,
  type MemoryBox,
  readCount,
} from "../strip/memory-boxes";
import { listShownPieces } from "./edit-list";
import { type FilmTrack, readTrack } from "./film-track";
import { MAX_SAMPLES } from "./sample-times";

/** A track of a film, where its samples stand in the index, and how its time lies on the film's. */
export interface IndexedTrack {
  readonly track: FilmTrack;
  /** Its `stbl`. */
  readonly table: MemoryBox;
  /** The film's time at which the track's own time is zero. */
  readonly zeroSecs: number;
  readonly endSecs: number;
}

/** The index of a film of which a part can be taken by its samples. */
export interface FilmIndex {
  /** All of the `moov` box. */
  readonly bytes: Uint8Array;
  readonly picture: IndexedTrack;
  readonly sound: IndexedTrack | null;
  readonly durationSecs: number;
}

/** The samples are of no use to whoever has no key. */
const ENCRYPTED = ["encv", "enca"];

/**
 * Reads the index of an MP4 or MOV.
 *
 * @param moov all of the box
 * @returns null where no part can be taken by it: it is in fragments, encrypted, shows its picture in several
 *   pieces or not at its own pace, or has no picture
 * @throws {@link MalformedFilm} where it makes no sense
 */
export function readFilmIndex(moov: Uint8Array): FilmIndex | null {
  const [movie] = listBoxes(moov, 0, moov.length);
  if (movie === undefined) throw new MalformedFilm();
  const children = childrenOf(moov, movie);
  const header = children.find(({ type }) => type === "mvhd");
  if (header === undefined || children.some(({ type }) => type === "mvex")) return null;
  const movieTicks = readCount(moov, header, moov[header.contentStart] === 1 ? 20 : 12);
  if (movieTicks === 0) throw new MalformedFilm();
  const budget = { left: MAX_SAMPLES };
  const found: Listed[] = [];
  for (const box of children) {
    const track = box.type === "trak" ? readTrack(moov, box, budget) : null;
    if (track !== null) found.push({ track, box });
  }
  const picture = shown(found, "vide");
  const sound = shown(found, "soun");
  const indexedPicture = picture && place(moov, picture, movieTicks);
  const indexedSound = sound && place(moov, sound, movieTicks);
  if (indexedPicture === null || (sound !== null && indexedSound === null)) return null;
  const durationSecs = Math.max(indexedPicture.endSecs, indexedSound?.endSecs ?? 0);
  return { bytes: moov, picture: indexedPicture, sound: indexedSound, durationSecs };
}

interface Listed {
  readonly track: FilmTrack;
  readonly box: MemoryBox;
}

/** The first that is enabled, as everywhere. */
function shown(found: readonly Listed[], handler: string): Listed | null {
  const candidates = found.filter(({ track }) => track.handler === handler);
  return candidates.find(({ track }) => track.isEnabled) ?? candidates[0] ?? null;
}

function place(bytes: Uint8Array, { track, box }: Listed, movieTicks: number): IndexedTrack | null {
  const { samples, edits, ticks } = track;
  const table = ["mdia", "minf", "stbl"].reduce<MemoryBox | undefined>(
    (outer, type) => outer && childrenOf(bytes, outer).find((child) => child.type === type),
    box,
  );
  if (table === undefined || samples.count === 0 || isEncrypted(bytes, table)) return null;
  if (edits.some(({ mediaTicks, rate }) => mediaTicks >= 0 && rate !== 1)) return null;
  const media = { firstSecs: samples.firstTicks / ticks, endSecs: samples.endTicks / ticks };
  const [piece, second] = listShownPieces(edits, media, movieTicks, ticks);
  if (piece === undefined || second !== undefined) return null;
  const zeroSecs = piece.atSecs - piece.fromSecs;
  return { track, table, zeroSecs, endSecs: piece.toSecs + zeroSecs };
}

function isEncrypted(bytes: Uint8Array, table: MemoryBox): boolean {
  const entries = childrenOf(bytes, table).find(({ type }) => type === "stsd");
  if (entries === undefined || entries.contentStart + 16 > entries.end) throw new MalformedFilm();
  return ENCRYPTED.includes(boxType(bytes, entries.contentStart + 8));
}
