import type { HeaderSize } from "./header-size";

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
  const bits = openHeader(head);
  if (bits === null) return null;
  const size = takeSize(bits);
  return bits.isPastEnd() ? null : size;
}

/**
 * Reads how long a tick of a moving JPEG XL picture lasts, as a fraction of a second; null for one that
 * stands still, or whose header holds a preview before it.
 * Source: ISO/IEC 18181-1, annex D.3 (ImageMetadata, AnimationHeader).
 */
export function readJxlTick(
  head: Uint8Array,
): { readonly numerator: number; readonly denominator: number } | null {
  const bits = openHeader(head);
  if (bits === null) return null;
  const { take } = bits;
  takeSize(bits);
  const isDefault = take(1) === 1;
  if (isDefault || take(1) === 0) return null;
  // The orientation.
  take(3);
  if (take(1) === 1) takeSize(bits);
  const hasPreview = take(1) === 1;
  if (hasPreview || take(1) === 0) return null;
  const denominator = [() => 100, () => 1000, () => take(10) + 1, () => take(30) + 1][take(2)]?.();
  const numerator = [() => 1, () => 1001, () => take(8) + 1, () => take(10) + 1][take(2)]?.();
  if (bits.isPastEnd() || numerator === undefined || denominator === undefined) return null;
  return { numerator, denominator };
}

/** What follows the two bytes that each codestream begins with, bit by bit. */
interface HeaderBits {
  take(bits: number): number;
  isPastEnd(): boolean;
}

function openHeader(head: Uint8Array): HeaderBits | null {
  const start = findCodestream(head);
  if (start === null) return null;
  let at = (start + 2) * 8;
  return {
    take(bits) {
      let value = 0;
      for (let bit = 0; bit < bits; bit += 1, at += 1) {
        value += (((head[at >> 3] ?? 0) >> (at & 7)) & 1) * 2 ** bit;
      }
      return value;
    },
    isPastEnd: () => at > head.length * 8,
  };
}

function takeSize({ take }: HeaderBits): HeaderSize {
  const isSmall = take(1) === 1;
  const takeSide = (): number => (isSmall ? (take(5) + 1) * 8 : take(SIDE_BITS[take(2)] ?? 0) + 1);
  const heightPx = takeSide();
  const ratio = RATIOS[take(3) - 1];
  const widthPx = ratio ? Math.floor((heightPx * ratio[0]) / ratio[1]) : takeSide();
  return { widthPx, heightPx };
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
