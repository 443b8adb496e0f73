import { BitReader } from "./bit-reader";

/** Of a slice's header only the first two numbers are read. */
const SLICE_HEAD_BYTES = 16;
const SLICE = 1;
const SLICE_OF_KEY_FRAME = 5;
/** Slices that are made of no other frame: I and SI, also as those of which all of a frame are. */
const OF_ITSELF = [2, 4];

/**
 * Whether a frame of H.264 begins with a slice that is made of other frames; false where it has none that can be read.
 *
 * @param frame its units behind start codes, as in MPEG-TS
 * Source: ITU-T H.264, 7.3.3, 7.4.3 and annex B.
 */
export function needsOtherFrames(frame: Uint8Array): boolean {
  for (let at = 0; at + 3 < frame.length; at += 1) {
    if (frame[at] !== 0 || frame[at + 1] !== 0 || frame[at + 2] !== 1) continue;
    const unitType = (frame[at + 3] ?? 0) & 0x1f;
    if (unitType === SLICE_OF_KEY_FRAME) return false;
    if (unitType !== SLICE) continue;
    const head = new BitReader(frame.subarray(at + 4, at + 4 + SLICE_HEAD_BYTES));
    // Where the slice begins.
    head.readUnsigned();
    return !OF_ITSELF.includes(head.readUnsigned() % 5);
  }
  return false;
}
