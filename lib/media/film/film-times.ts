import { endOfPieces, listShownPieces, type ShownPiece } from "./edit-list";
import type { FilmTrack } from "./film-track";
import type { Film } from "./read-film";

/** What is shown of a track. */
export interface ShownTrack {
  readonly pieces: readonly ShownPiece[];
  /** Of its media, before the first piece and behind the last, in seconds. */
  readonly hiddenSecs: number;
  /** Whether all of it is played at its own pace. */
  readonly isAtPace: boolean;
}

/** What a player shows of a film, in seconds from the beginning of its time line. */
export interface FilmTimes {
  readonly startSecs: number;
  readonly endSecs: number;
  readonly picture: ShownTrack | null;
  readonly sound: ShownTrack | null;
  readonly shownFrames: number;
}

/** Lays out what a film shows; null where it shows nothing. */
export function layOutFilm({ picture, sound, movieTicks }: Film): FilmTimes | null {
  const shownPicture = picture && showTrack(picture, movieTicks);
  const shownSound = sound && showTrack(sound, movieTicks);
  const pieces = [...(shownPicture?.pieces ?? []), ...(shownSound?.pieces ?? [])];
  if (pieces.length === 0) return null;
  const shownFrames = (shownPicture?.pieces ?? []).reduce(
    (sum, { fromSecs, toSecs }) =>
      sum + (picture?.samples.countShown(fromSecs * picture.ticks, toSecs * picture.ticks) ?? 0),
    0,
  );
  return {
    startSecs: Math.max(0, Math.min(...pieces.map(({ atSecs }) => atSecs))),
    endSecs: endOfPieces(pieces),
    picture: shownPicture,
    sound: shownSound,
    shownFrames,
  };
}

function showTrack({ samples, edits, ticks }: FilmTrack, movieTicks: number): ShownTrack | null {
  if (samples.count === 0) return null;
  const media = { firstSecs: samples.firstTicks / ticks, endSecs: samples.endTicks / ticks };
  const pieces = listShownPieces(edits, media, movieTicks, ticks);
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    pieces,
    hiddenSecs: first.fromSecs - media.firstSecs + media.endSecs - last.toSecs,
    isAtPace: edits.every(({ mediaTicks, rate }) => mediaTicks < 0 || rate === 1),
  };
}
