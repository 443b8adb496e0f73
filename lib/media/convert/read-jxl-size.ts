import type { HeaderSize } from "./read-picture-size";

/** The bits that the four ways to write a side's length take. */
const SIDE_BITS = [9, 13, 18, 30];
/** Width to height, for the seven ratios that are written as a number. */
const RATIOS = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const;

/**
 * Reads the size from the start of a JPEG XL file, bare or in boxes; null where it is not found.
 * Source: ISO/IEC 18181-1, annex D.2 (SizeHeader), 18181-2, clause 4 (boxes).
 */
export function readJxlSize(head: Uint8Array): HeaderSize | null {
  const start = findCodestream(head);
  if (start === null) return null;
  let at = (start + 2) * 8;
  const take = (bits: number): number => {
    let value = 0;
    for (let bit = 0; bit < bits; bit += 1, at += 1) {
      value += (((head[at >> 3] ?? 0) >> (at & 7)) & 1) * 2 ** bit;
    }
    return value;
  };
  const isSmall = take(1) === 1;
  const takeSide = (): number => (isSmall ? (take(5) + 1) * 8 : take(SIDE_BITS[take(2)] ?? 0) + 1);
  const heightPx = takeSide();
  const ratio = RATIOS[take(3) - 1];
  const widthPx = ratio ? Math.floor((heightPx * ratio[0]) / ratio[1]) : takeSide();
  return at > head.length * 8 ? null : { widthPx, heightPx };
}

function findCodestream(head: Uint8Array): number | null {
  if (head[0] === 0xff && head[1] === 0x0a) return 0;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let offset = 0;
  while (offset + 8 <= head.length) {
    const bytes = view.getUint32(offset);
    const type = String.fromCharCode(...head.subarray(offset + 4, offset + 8));
    if (type === "jxlc") return offset + 8;
    // A part of a codestream is numbered.
    if (type === "jxlp") return offset + 12;
    if (bytes < 8) return null;
    offset += bytes;
  }
  return null;
}
