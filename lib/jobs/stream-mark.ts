/**
 * How far an interrupted capture of a stream has come: stored with the bytes, so that the next try fetches
 * only the pieces that are missing.
 */
export interface StreamMark {
  /** Names what was being fetched, so that another list, or another choice, is not taken for it. */
  readonly plan: string;
  /** All bytes that are stored. */
  readonly storedBytes: number;
  /** The piece in which the stored bytes end, counted from 0, and how many bytes of it are stored. */
  readonly piece: number;
  readonly pieceBytes: number;
  /** How many bytes of each run are stored; see `StreamRun`. */
  readonly runBytes: readonly number[];
}
