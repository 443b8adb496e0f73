import type { TiffHeader } from "./tiff-header";

/** How TIFF numbers it. */
export const PACK_BITS = 32_773;

const COMPRESSION = 259;
const OFFSETS = [273, 324];
const SIZES = [279, 325];
const SHORT = 3;
const LONG = 4;
const ENTRY_BYTES = 12;

/**
 * Goes through a strip of PackBits, run by run, as far as it is whole: bytes that stand there, or one that is
 * repeated. Source: TIFF 6.0, section 9.
 */
export function* eachRun(
  piece: Uint8Array,
): Generator<{ readonly bytes: Uint8Array; readonly times: number }> {
  let at = 0;
  while (at + 1 < piece.length) {
    const code = piece[at] ?? 0;
    at += 1;
    if (code === 128) continue;
    const length = code < 128 ? code + 1 : 1;
    yield { bytes: piece.subarray(at, at + length), times: code < 128 ? 1 : 257 - code };
    at += length;
  }
}

/**
 * Writes a TIFF of PackBits anew with the same pixels uncompressed, which its decoder (tiff 7.1.3) knows. Other
 * TIFFs are returned as they are. What it holds must have been judged before: it becomes up to 64 times as large.
 */
export function unpackTiff(
  bytes: Uint8Array<ArrayBuffer>,
  { compression, pieces }: TiffHeader,
): Uint8Array<ArrayBuffer> {
  if (compression !== PACK_BITS) return bytes;
  const unpacked = pieces.map(({ startByte, totalBytes }) =>
    unpack(bytes.subarray(startByte, startByte + totalBytes)),
  );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittleEndian = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittleEndian);
  const directoryBytes = 2 + ENTRY_BYTES * view.getUint16(directory, isLittleEndian) + 4;
  const dataBytes = unpacked.reduce((sum, { length }) => sum + length, 0);
  const offsetsAt = bytes.length + dataBytes;
  const sizesAt = offsetsAt + 4 * pieces.length;
  const directoryAt = sizesAt + 4 * pieces.length;
  const out = new Uint8Array(directoryAt + directoryBytes);
  const outView = new DataView(out.buffer);
  const writeLong = (at: number, value: number) => outView.setUint32(at, value, isLittleEndian);
  out.set(bytes);
  writeLong(4, directoryAt);
  let at = bytes.length;
  for (const [index, piece] of unpacked.entries()) {
    out.set(piece, at);
    writeLong(offsetsAt + 4 * index, at);
    writeLong(sizesAt + 4 * index, piece.length);
    at += piece.length;
  }
  out.set(bytes.subarray(directory, directory + directoryBytes), directoryAt);
  const writeList = (entry: number, listAt: number) => {
    outView.setUint16(entry + 2, LONG, isLittleEndian);
    writeLong(entry + 4, pieces.length);
    // One value stands in the entry itself.
    writeLong(entry + 8, pieces.length === 1 ? outView.getUint32(listAt, isLittleEndian) : listAt);
  };
  for (let entry = directoryAt + 2; entry + ENTRY_BYTES < out.length; entry += ENTRY_BYTES) {
    const tag = outView.getUint16(entry, isLittleEndian);
    if (tag === COMPRESSION) {
      outView.setUint16(entry + 2, SHORT, isLittleEndian);
      writeLong(entry + 4, 1);
      outView.setUint16(entry + 8, 1, isLittleEndian);
    } else if (OFFSETS.includes(tag)) writeList(entry, offsetsAt);
    else if (SIZES.includes(tag)) writeList(entry, sizesAt);
  }
  return out;
}

function unpack(piece: Uint8Array): Uint8Array {
  let length = 0;
  for (const { bytes, times } of eachRun(piece)) length += bytes.length * times;
  const out = new Uint8Array(length);
  let at = 0;
  for (const { bytes, times } of eachRun(piece)) {
    if (times === 1) out.set(bytes, at);
    else out.fill(bytes[0] ?? 0, at, at + times);
    at += bytes.length * times;
  }
  return out;
}
