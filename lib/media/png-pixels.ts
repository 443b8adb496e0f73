import { Unzlib } from "fflate";
import type { FileDamage } from "./media-refusal";
import { CHECKED_CHUNKS, hasChecksum } from "./png-checksum";

const SIGNATURE_BYTES = 8;
const CHUNK_OVERHEAD_BYTES = 12;
/** So many packed bytes at a time. */
const STEP_BYTES = 4096;
const HEADER_END = SIGNATURE_BYTES + CHUNK_OVERHEAD_BYTES + 13;

/** Values of a pixel, by the type of colour. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Where each of the seven passes begins, and its steps, across and down. Source: PNG, 8.2. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * What is wrong with a PNG that ends before its end chunk: nothing where all of its pixels are there. What its
 * `IDAT` chunks hold is unpacked and counted, step by step, and thrown away. Of one that moves, all frames have
 * to be there as well. A wrong checksum makes it malformed.
 *
 * Format: https://www.w3.org/TR/png-3/#4Concepts.EncodingScanlineAbs.
 */
export function judgeCutPng(bytes: Uint8Array<ArrayBuffer>): FileDamage | null {
  if (bytes.length < HEADER_END) return "ends-early";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { data, lacksFrames, isIntact } = listData(bytes, view);
  const needed = countPixelBytes(view);
  if (data.length === 0 || lacksFrames || needed === null) return "ends-early";
  if (!unpacksTo(data, needed)) return "ends-early";
  return isIntact ? null : "malformed";
}

function listData(bytes: Uint8Array<ArrayBuffer>, view: DataView) {
  const data: Uint8Array<ArrayBuffer>[] = [];
  let frames = 0;
  let announced = 0;
  let isIntact = true;
  let offset = SIGNATURE_BYTES;
  let last = "";
  while (offset + 8 <= bytes.length) {
    last = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    const start = offset + 8;
    const end = start + view.getUint32(offset);
    if (last === "IDAT") data.push(bytes.subarray(start, Math.min(end, bytes.length)));
    else if (last === "fcTL") frames += 1;
    else if (last === "acTL" && start + 4 <= bytes.length) announced = view.getUint32(start);
    offset = end + 4;
    isIntact &&=
      !CHECKED_CHUNKS.has(last) ||
      offset > bytes.length ||
      hasChecksum(bytes, view, start - 4, end);
  }
  // A frame's header alone is no frame.
  const isCut = offset > bytes.length;
  const isCutInFrame = last === "fcTL" || (isCut && (last === "fdAT" || last === "IDAT"));
  return { data, lacksFrames: announced > 1 && (frames < announced || isCutInFrame), isIntact };
}

/** Null where the header makes no sense. */
function countPixelBytes(view: DataView): number | null {
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const samples = SAMPLES[view.getUint8(25)];
  const isInterlaced = view.getUint8(28) === 1;
  if (samples === undefined || width === 0 || height === 0) return null;
  const bits = samples * view.getUint8(24);
  const passes = isInterlaced ? PASSES : ([[0, 0, 1, 1]] as const);
  return passes.reduce((sum, [left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    const rows = Math.ceil((height - top) / down);
    // Each row begins with the filter that it is packed with.
    const hasPixels = columns > 0 && rows > 0;
    return hasPixels ? sum + rows * (1 + Math.ceil((columns * bits) / 8)) : sum;
  }, 0);
}

/** Unpacked step by step, and thrown away: Deflate makes at most 1032 bytes of one. */
function unpacksTo(data: readonly Uint8Array<ArrayBuffer>[], neededBytes: number): boolean {
  let count = 0;
  const stream = new Unzlib((part) => {
    count += part.length;
  });
  const isEnough = () => count >= neededBytes;
  try {
    for (const chunk of data) {
      for (let at = 0; at < chunk.length && !isEnough(); at += STEP_BYTES) {
        stream.push(chunk.subarray(at, at + STEP_BYTES), false);
      }
    }
  } catch (failure) {
    // Damaged: what was unpacked before counts.
    if (!(failure instanceof Error)) throw failure;
  }
  return isEnough();
}
