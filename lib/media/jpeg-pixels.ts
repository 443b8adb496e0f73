import { buildHuffmanTable, type HuffmanTable, JpegBits } from "./jpeg-bits";
import { type JpegComponent, type JpegScan, readScan, type ScanPart } from "./jpeg-scan";

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const HUFFMAN = 0xc4;
const RESTART_INTERVAL = 0xdd;
/** Frames with Huffman codes and coefficients in one go, or in several. */
const SEQUENTIAL = [0xc0, 0xc1];
const PROGRESSIVE = 0xc2;

/** Blocks of all scans together: what has more would take seconds to read. */
const MAX_BLOCKS = 20_000_000;

interface Frame {
  readonly isProgressive: boolean;
  readonly components: readonly JpegComponent[];
  readonly unitsWide: number;
  readonly unitsHigh: number;
}

/**
 * Finds where the pixels of a JPEG end that has no end mark: behind the scan with which every coefficient of
 * every colour is known, to its last bit. No decoder needs the mark.
 *
 * @returns null where pixels are missing, and where nobody can tell: arithmetic codes, an unknown height,
 *   or more blocks than can be read in about a second
 * Source: ITU-T T.81, annexes B, F and G.
 */
export function findJpegPixelsEnd(bytes: Uint8Array): number | null {
  const walk = new JpegWalk(bytes);
  let offset = 2;
  while (offset + 3 < bytes.length) {
    const marker = bytes[offset + 1] ?? 0;
    if (bytes[offset] !== 0xff || marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === END_OF_IMAGE) return null;
    const hasNoContent = marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    const end = offset + 2 + (hasNoContent ? 0 : walk.u16(offset + 2));
    if (end > bytes.length || (!hasNoContent && end < offset + 4)) return null;
    if (marker === START_OF_SCAN) {
      const scanEnd = walk.readScan(offset + 4, end);
      if (scanEnd === null || walk.isComplete()) return scanEnd;
      offset = scanEnd;
    } else {
      if (!hasNoContent) walk.note(marker, offset + 4, end);
      offset = end;
    }
  }
  return null;
}

/** What the segments before a scan have said. */
class JpegWalk {
  readonly #bytes: Uint8Array;
  readonly #tables = new Map<number, HuffmanTable>();
  /** The bit down to which each of 64 coefficients of a component is known; absent: not at all. */
  readonly #reached = new Map<JpegComponent, Map<number, number>>();
  #frame: Frame | null = null;
  #restartInterval = 0;
  #blocksLeft = MAX_BLOCKS;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  u16(at: number): number {
    return ((this.#bytes[at] ?? 0) << 8) | (this.#bytes[at + 1] ?? 0);
  }

  note(marker: number, start: number, end: number): void {
    if (marker === HUFFMAN) this.#noteTables(start, end);
    else if (marker === RESTART_INTERVAL) this.#restartInterval = this.u16(start);
    else if (SEQUENTIAL.includes(marker) || marker === PROGRESSIVE) {
      this.#frame = this.#readFrame(start, end, marker === PROGRESSIVE);
    }
  }

  /** The offset behind a scan's data; null where some are missing. */
  readScan(start: number, end: number): number | null {
    const scan = this.#frame && this.#readHeader(this.#frame, start);
    if (!scan) return null;
    this.#blocksLeft -= scan.parts.reduce(
      (sum, { component }) => sum + component.stride * component.blocksHigh,
      0,
    );
    const bits = new JpegBits(this.#bytes, end);
    if (this.#blocksLeft < 0 || !readScan(scan, bits)) return null;
    for (const { component } of scan.parts) {
      const reached = this.#reached.get(component);
      for (let at = scan.first; at <= scan.last; at += 1) reached?.set(at, scan.low);
    }
    return bits.offset;
  }

  isComplete(): boolean {
    return [...this.#reached.values()].every(
      (reached) => reached.size === 64 && [...reached.values()].every((low) => low === 0),
    );
  }

  #noteTables(start: number, end: number): void {
    let at = start;
    while (at + 17 <= end) {
      const counts = this.#bytes.subarray(at + 1, at + 17);
      const valuesEnd = at + 17 + counts.reduce((sum, count) => sum + count, 0);
      const values = this.#bytes.subarray(at + 17, valuesEnd);
      this.#tables.set(this.#bytes[at] ?? 0, buildHuffmanTable(counts, values));
      at = valuesEnd;
    }
  }

  #readFrame(start: number, end: number, isProgressive: boolean): Frame | null {
    const heightPx = this.u16(start + 1);
    const widthPx = this.u16(start + 3);
    const count = this.#bytes[start + 5] ?? 0;
    if (heightPx === 0 || widthPx === 0 || count === 0 || start + 6 + 3 * count > end) return null;
    const factors = Array.from({ length: count }, (_, index) => {
      const at = start + 6 + 3 * index;
      const sampling = this.#bytes[at + 1] ?? 0;
      return { id: this.#bytes[at] ?? 0, across: sampling >> 4, down: sampling & 15 };
    });
    const most = (side: "across" | "down") => Math.max(...factors.map((factor) => factor[side]));
    if (factors.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4)) {
      return null;
    }
    const unitsWide = Math.ceil(widthPx / (8 * most("across")));
    const unitsHigh = Math.ceil(heightPx / (8 * most("down")));
    const blocks = factors.reduce((sum, { across, down }) => sum + across * down, 0);
    if (unitsWide * unitsHigh * blocks > MAX_BLOCKS) return null;
    const components = factors.map(({ id, across, down }) => ({
      id,
      across,
      down,
      blocksWide: Math.ceil(Math.ceil((widthPx * across) / most("across")) / 8),
      blocksHigh: Math.ceil(Math.ceil((heightPx * down) / most("down")) / 8),
      stride: unitsWide * across,
      known: isProgressive ? new Uint32Array(2 * unitsWide * across * unitsHigh * down) : null,
    }));
    this.#reached.clear();
    for (const component of components) this.#reached.set(component, new Map());
    return { isProgressive, components, unitsWide, unitsHigh };
  }

  #readHeader(frame: Frame, start: number): JpegScan | null {
    const count = this.#bytes[start] ?? 0;
    const parts: ScanPart[] = [];
    for (let index = 0; index < count; index += 1) {
      const at = start + 1 + 2 * index;
      const component = frame.components.find(({ id }) => id === this.#bytes[at]);
      const tables = this.#bytes[at + 1] ?? 0;
      if (component === undefined) return null;
      const [dc, ac] = [this.#tables.get(tables >> 4), this.#tables.get(0x10 | (tables & 15))];
      parts.push({ component, dc: dc ?? null, ac: ac ?? null });
    }
    const at = start + 1 + 2 * count;
    const [first = 0, last = 0, bits = 0] = this.#bytes.subarray(at, at + 3);
    const { isProgressive, unitsWide, unitsHigh } = frame;
    const range = isProgressive
      ? { first, last: Math.min(63, last), high: bits >> 4, low: bits & 15 }
      : { first: 0, last: 63, high: 0, low: 0 };
    return {
      parts,
      isProgressive,
      ...range,
      restartInterval: this.#restartInterval,
      unitsWide,
      unitsHigh,
    };
  }
}
