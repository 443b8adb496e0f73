/** So many bytes of blobs may wait for the garbage collector. */
const COLLECT_EVERY_BYTES = 16 * 1024 * 1024;

/** More than V8 gives away without collecting first. Nothing is written to it: it takes no memory. */
const PROVOCATION_BYTES = 256 * 1024 * 1024;

let uncollectedBytes = 0;

/**
 * Notes that a blob with bytes in memory was stored and is needed no more, and now and then has such
 * blobs collected. To the garbage collector a blob is a handle of a few bytes: of 512 MB that were
 * stored, the browser was seen to keep 350 MB until some later collection. An array counts with its
 * size, so asking for a large one, which is given back at once, brings a collection. Measured in Chromium 156;
 * elsewhere it may do nothing.
 */
export function noteStoredBlob(bytes: number): void {
  uncollectedBytes += bytes;
  if (uncollectedBytes < COLLECT_EVERY_BYTES) return;
  uncollectedBytes = 0;
  try {
    new ArrayBuffer(PROVOCATION_BYTES).transfer(0);
  } catch (error) {
    // Where so much cannot even be asked for, the collector is at work already.
    if (!(error instanceof RangeError)) throw error;
  }
}
