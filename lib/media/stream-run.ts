/**
 * Pieces of a stream that lie one behind the other among an attachment's stored bytes, with what they
 * begin with: alone they are a file of their own. Its times go on from piece to piece.
 */
export interface StreamRun {
  readonly carries: "picture-and-sound" | "sound";
  /** Both from the start of the stored bytes; the end is that of the last byte, plus one. */
  readonly startByte: number;
  readonly endByte: number;
  /** Runs of one number have the same clock; another number is a discontinuity. They ascend. */
  readonly clock: number;
  /** When it begins by the stream's list, counted from the first piece of the picture that was fetched; negative: before it. */
  readonly atMs: number;
  /** Of an MP4 whose samples are named by its index and by fragments behind it: those of one of them. Else absent. */
  readonly half?: "index" | "fragments";
}

/** Which part of a film the pieces are that were fetched, in milliseconds from the film's beginning by its list. */
export interface FilmWindow {
  readonly startMs: number;
  readonly endMs: number;
  /** How long all of the film is. */
  readonly filmMs: number;
  /** The longest clip that X takes of it; null: all of it, which the person has not asked for. */
  readonly longestMs: number | null;
}
