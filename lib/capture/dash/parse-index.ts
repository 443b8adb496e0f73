import type { FilePart, PieceList, StreamPiece } from "../stream/stream";

/**
 * Reads the index (`sidx`) in a file of fragmented MP4: which of its bytes hold which seconds; null for bytes that
 * are no index, or one of further indices.
 *
 * Source: ISO/IEC 14496-12, section 8.16.3
 *
 * @param head what the pieces begin with
 * @param index the bytes' place in the file
 */
export function parseIndex(
  bytes: Uint8Array<ArrayBuffer>,
  head: FilePart,
  index: FilePart,
): PieceList | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 32 || view.getUint32(4) !== SIDX) return null;
  const isLong = view.getUint8(8) > 0;
  const timescale = view.getUint32(16);
  const at = isLong ? 36 : 28;
  if (timescale === 0 || bytes.byteLength < at + 4) return null;
  const firstOffset = isLong ? Number(view.getBigUint64(28)) : view.getUint32(24);
  const count = view.getUint16(at + 2);
  if (bytes.byteLength < at + 4 + count * 12) return null;
  const boxBytes = view.getUint32(0);
  let startByte = (index.range?.startByte ?? 0) + boxBytes + firstOffset;
  const pieces: StreamPiece[] = [];
  for (let entry = 0; entry < count; entry += 1) {
    const size = view.getUint32(at + 4 + entry * 12);
    const durationMs = (view.getUint32(at + 8 + entry * 12) / timescale) * 1000;
    if (size >= 2 ** 31) return null;
    const range = { startByte, totalBytes: size };
    pieces.push({ url: index.url, range, durationMs, head, clock: 0 });
    startByte += size;
  }
  return { isEncrypted: false, isComplete: true, startMs: 0, pieces };
}

/** Four letters, as a number. */
const SIDX = 0x73696478;
