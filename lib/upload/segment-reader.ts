import { giveBack } from "../media/give-back";
import { readParts } from "../store/read-bytes";

/**
 * Reads segments out of the store, one at a time: over a fast link eleven of 4 MiB leave together, and
 * would all lie in the worker's memory at once (76 MB of 512 were seen there, Chromium 156). A body of a
 * request lies with the browser.
 */
export class SegmentReader {
  #earlier: Promise<unknown> = Promise.resolve();

  /** A range of a stored file, copied into a blob. @throws as `readParts` */
  read(fileId: string, startByte: number, endByte: number): Promise<Blob> {
    const reading = this.#earlier.then(() => readInto(fileId, startByte, endByte));
    // Whether one can be read says nothing of the next.
    this.#earlier = Promise.allSettled([reading]);
    return reading;
  }
}

async function readInto(fileId: string, startByte: number, endByte: number): Promise<Blob> {
  const parts = await readParts(fileId, startByte, endByte);
  const bytes = new Blob(parts);
  giveBack(parts);
  return bytes;
}
