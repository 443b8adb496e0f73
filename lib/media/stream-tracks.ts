/** A sound, or the subtitles, of a stream. */
export interface StreamTrack {
  /** See {@link trackIdOf}. */
  readonly id: string;
  /** A language tag as the list has it; empty where it does not say. */
  readonly language: string;
  /** As the list has it; may be empty. */
  readonly name: string;
}

/** What can be chosen of a stream besides its quality. */
export interface StreamTracks {
  /** The list that names them. */
  readonly url: string;
  /** Those that belong to the picture; empty where its pieces hold the only one. */
  readonly sounds: readonly StreamTrack[];
  /** Which of them was fetched. */
  readonly soundId: string | null;
  /** None of a live stream, nor of one whose clock starts anew within the film: nobody could say when they are shown. */
  readonly subtitles: readonly StreamTrack[];
  /** When the film begins by the time of the subtitles, in seconds; absent before its pieces were joined, which tells of HLS. */
  readonly zeroSecs?: number;
}

/** Names a track over all qualities of a stream, and each time its list is read. */
export function trackIdOf({ language, name }: Pick<StreamTrack, "language" | "name">): string {
  return `${language}/${name}`;
}

/** The tracks of a list without what makes them of different qualities: each once, in the list's order. */
export function listTracks(
  renditions: readonly Pick<StreamTrack, "language" | "name">[],
): StreamTrack[] {
  const tracks = renditions.map(({ language, name }) => ({
    id: trackIdOf({ language, name }),
    language,
    name,
  }));
  return [...new Map(tracks.map((track) => [track.id, track])).values()];
}
