const BLOCK_BYTES = 64 * 1024;
const SMALLEST_BOX_BYTES = 8;

/**
 * Makes an MP4 or MOV of exactly `totalBytes` by a box of type "free" at its end, which every player
 * skips. Throws a RangeError when that leaves less than the 8 bytes of an empty box.
 * Box layout: ISO/IEC 14496-12, sections 4.2 and 8.1.2.
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
  const boxBytes = totalBytes - mp4.length;
  if (boxBytes < SMALLEST_BOX_BYTES || boxBytes > 0xffffffff) {
    throw new RangeError(`A box of ${boxBytes} bytes cannot be written.`);
  }
  const header = new Uint8Array(SMALLEST_BOX_BYTES);
  new DataView(header.buffer).setUint32(0, boxBytes);
  header.set(new TextEncoder().encode("free"), 4);
  yield mp4;
  yield header;
  yield* filler(boxBytes - SMALLEST_BOX_BYTES);
}

/**
 * Bytes that look random and are the same in every run: a segment that goes missing, comes twice or
 * in the wrong place changes the hash of the whole, which zeros would not.
 */
export function* filler(totalBytes: number): Generator<Uint8Array> {
  let state = 0x9e3779b9;
  for (let offset = 0; offset < totalBytes; offset += BLOCK_BYTES) {
    const words = new Uint32Array(BLOCK_BYTES / 4);
    for (let index = 0; index < words.length; index += 1) {
      // xorshift32, Marsaglia 2003
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      words[index] = state;
    }
    yield new Uint8Array(words.buffer, 0, Math.min(BLOCK_BYTES, totalBytes - offset));
  }
}
