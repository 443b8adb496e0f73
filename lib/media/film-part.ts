import type { ByteRange } from "./strip/byte-ranges";

/** Samples of one track that follow each other. */
export interface PartTrack {
  /** As its header says. */
  readonly trackId: number;
  /** The first, counted from 0 in the order of decoding. */
  readonly firstSample: number;
  readonly samples: number;
}

/** The samples that make a part of a film, and when they are shown, in seconds on the film's time line. */
export interface PartSamples {
  /** Begins with a key frame. */
  readonly picture: PartTrack;
  readonly sound: PartTrack | null;
  readonly startSecs: number;
  readonly endSecs: number;
}

/** What is stored of an MP4 or MOV of which a part is wanted: its index, and the samples of that part. */
export interface StoredFilmPart extends PartSamples {
  /** How long all of the file is. */
  readonly fileBytes: number;
  /** Where in the file what is stored lies, in the order in which it is stored; none overlaps another. */
  readonly ranges: readonly ByteRange[];
}
