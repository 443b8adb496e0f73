/** One entry of an edit list. Format: ISO/IEC 14496-12, 8.6.6. */
export interface Edit {
  /** In ticks of the movie; 0 at the end of a list: up to the end of the media. */
  readonly durationTicks: number;
  /** Where in the media it begins, in ticks of the track; -1: nothing is shown. */
  readonly mediaTicks: number;
  /** 1: as fast as the media. */
  readonly rate: number;
}

/** What is shown of a track, in seconds of its media; several pieces follow each other. */
export interface ShownPiece {
  /** When a player comes to it, counted from the film's beginning. */
  readonly atSecs: number;
  readonly fromSecs: number;
  readonly toSecs: number;
}

/** What a track has, in seconds of its media. */
export interface MediaSpan {
  readonly firstSecs: number;
  readonly endSecs: number;
}

/**
 * Which pieces of a track's media a player shows. Without a list all of it, at the times that the media tell.
 *
 * @param movieTicks a second has so many ticks of the movie
 * @param trackTicks a second has so many ticks of the track
 */
export function listShownPieces(
  edits: readonly Edit[],
  media: MediaSpan,
  movieTicks: number,
  trackTicks: number,
): ShownPiece[] {
  if (!edits.some(({ mediaTicks }) => mediaTicks >= 0)) {
    return [{ atSecs: media.firstSecs, fromSecs: media.firstSecs, toSecs: media.endSecs }];
  }
  const pieces: ShownPiece[] = [];
  let atSecs = 0;
  for (const { durationTicks, mediaTicks } of edits) {
    const durationSecs = durationTicks / movieTicks;
    if (mediaTicks >= 0) {
      const editSecs = mediaTicks / trackTicks;
      const editEndSecs = durationTicks === 0 ? media.endSecs : editSecs + durationSecs;
      // Outside of what there is nothing is shown.
      const fromSecs = Math.max(editSecs, media.firstSecs);
      const toSecs = Math.min(editEndSecs, media.endSecs);
      if (toSecs > fromSecs)
        pieces.push({ atSecs: atSecs + fromSecs - editSecs, fromSecs, toSecs });
    }
    atSecs += durationSecs;
  }
  return pieces;
}

/** When the last piece is over, counted from the film's beginning. */
export function endOfPieces(pieces: readonly ShownPiece[]): number {
  return Math.max(0, ...pieces.map(({ atSecs, fromSecs, toSecs }) => atSecs + toSecs - fromSecs));
}
