import { giveBack } from "../media/give-back";
import type { Segment } from "../jobs/segment-plan";
import { readParts } from "../store/read-bytes";

/** How much of a file is there to be sent, while the rest is still coming in. */
export interface Arrivals {
  /** From the start of the file. */
  readonly availableBytes: number;
  /** Resolves when there is more. */
  more(): Promise<void>;
  /** A range that is still in memory; null: it is read from the store. */
  take(startByte: number, endByte: number): readonly Blob[] | null;
}

/**
 * Brings the bytes of a file's segments: those that have just come as they are, others out of the store, one at a
 * time. Over a fast link eleven of 4 MiB leave together, and would all lie in the worker's memory at once (76 MB of
 * 512 were seen there, Chromium 156). A body of a request lies with the browser, until its handle is collected here:
 * what has just come is collected with the runs that the capture stores, what is read is told of.
 */
export class SegmentReader {
  readonly #fileId: string;
  readonly #arrivals: Arrivals | null;
  readonly #noteBody: (bytes: number) => void;
  #earlier: Promise<unknown> = Promise.resolve();

  /**
   * @param arrivals null: all of the file is stored
   * @param noteBody told how many bytes were read from the store and made a body
   */
  constructor(fileId: string, arrivals: Arrivals | null, noteBody: (bytes: number) => void) {
    this.#fileId = fileId;
    this.#arrivals = arrivals;
    this.#noteBody = noteBody;
  }

  /** A blob that did not come out of the store. @throws as `readParts` */
  read({ startByte, endByte }: Segment): Promise<Blob> {
    const arrived = this.#arrivals?.take(startByte, endByte) ?? null;
    if (arrived !== null) return Promise.resolve(new Blob([...arrived]));
    const reading = this.#earlier.then(() => this.#copy(startByte, endByte));
    // Whether one can be read says nothing of the next.
    this.#earlier = Promise.allSettled([reading]);
    return reading;
  }

  async #copy(startByte: number, endByte: number): Promise<Blob> {
    const parts = await readParts(this.#fileId, startByte, endByte);
    const bytes = new Blob(parts);
    giveBack(parts);
    this.#noteBody(bytes.size);
    return bytes;
  }
}
