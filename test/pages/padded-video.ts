import { addSamples, listBoxes } from "./add-samples";

const BLOCK_BYTES = 64 * 1024;
const SAMPLE_BYTES = 1024 * 1024;
const BOX_HEADER_BYTES = 8;
/** A NAL unit's length and its header: filler data, which decoders pass over (ITU-T H.264, table 7-1). */
const FILLER_HEADER_BYTES = 5;
const FILLER_DATA = 12;

/**
 * Makes an MP4 of exactly `totalBytes` by more frames at its end, each the first one over again with filler
 * in it: nothing else in a film would stay where hidden data are taken out. Throws a RangeError when not even
 * one more frame fits.
 *
 * @param mp4 with H.264, and its index before the media data
 */
export function padVideo(mp4: Uint8Array, totalBytes: number): Uint8Array {
  const padded = new Uint8Array(totalBytes);
  let offset = 0;
  for (const chunk of paddedVideoChunks(mp4, totalBytes)) {
    padded.set(chunk, offset);
    offset += chunk.length;
  }
  return padded;
}

/**
 * The bytes of padVideo() in chunks of at most 64 KiB beside the video itself, for sizes that
 * should not lie in memory at once.
 */
export function* paddedVideoChunks(mp4: Uint8Array, totalBytes: number): Generator<Uint8Array> {
  const count = Math.max(1, Math.ceil((totalBytes - mp4.length) / SAMPLE_BYTES));
  const index = listBoxes(mp4, 0, mp4.length).find(({ type }) => type === "moov");
  if (index === undefined) throw new RangeError("A film without an index cannot be padded.");
  // Their sizes and places are known once the index has its own.
  const unplaced = addSamples(mp4, index, Array<number>(count).fill(0), 0, 0);
  const grownBytes = unplaced.index.length - (index.end - index.start);
  const mediaStart = mp4.length + grownBytes + BOX_HEADER_BYTES;
  const sizes = splitEvenly(totalBytes - mediaStart, count);
  if (Math.min(...sizes) <= unplaced.firstFrame.length + FILLER_HEADER_BYTES) {
    throw new RangeError(`A film of ${mp4.length} bytes cannot become one of ${totalBytes}.`);
  }
  const { index: placed, firstFrame } = addSamples(mp4, index, sizes, grownBytes, mediaStart);
  yield mp4.subarray(0, index.start);
  yield placed;
  yield mp4.subarray(index.end);
  yield header(totalBytes - mediaStart + BOX_HEADER_BYTES, "mdat");
  const blocks = filler(Infinity);
  for (const sampleBytes of sizes) {
    yield firstFrame;
    const unitBytes = sampleBytes - firstFrame.length - 4;
    yield Uint8Array.of(...header(unitBytes, "").subarray(0, 4), FILLER_DATA);
    for (let left = unitBytes - 1; left > 0; left -= BLOCK_BYTES) {
      const { value: block } = blocks.next();
      if (block !== undefined) yield block.subarray(0, Math.min(left, block.length));
    }
  }
}

function header(boxBytes: number, type: string): Uint8Array {
  const bytes = new Uint8Array(BOX_HEADER_BYTES);
  new DataView(bytes.buffer).setUint32(0, boxBytes);
  bytes.set(new TextEncoder().encode(type), 4);
  return bytes;
}

function splitEvenly(totalBytes: number, count: number): number[] {
  const each = Math.floor(totalBytes / count);
  return Array.from({ length: count }, (_, at) =>
    at === 0 ? totalBytes - each * (count - 1) : each,
  );
}

/**
 * Bytes that look random and are the same in every run: a segment that goes missing, comes twice or
 * in the wrong place changes the hash of the whole, which zeros would not. Each block is the first one over again with
 * its own number in front: to make up all of a large file takes the processor from what is measured.
 */
export function* filler(totalBytes: number): Generator<Uint8Array> {
  const first = randomBlock();
  for (let offset = 0; offset < totalBytes; offset += BLOCK_BYTES) {
    const block = first.slice();
    new DataView(block.buffer).setUint32(0, offset / BLOCK_BYTES);
    yield block.subarray(0, Math.min(BLOCK_BYTES, totalBytes - offset));
  }
}

function randomBlock(): Uint8Array<ArrayBuffer> {
  let state = 0x9e3779b9;
  const words = new Uint32Array(BLOCK_BYTES / 4);
  for (let index = 0; index < words.length; index += 1) {
    // xorshift32, Marsaglia 2003
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return new Uint8Array(words.buffer);
}
