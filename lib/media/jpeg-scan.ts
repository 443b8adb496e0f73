import type { HuffmanTable, JpegBits } from "./jpeg-bits";

/** A colour of a JPEG and how far its coefficients are known. */
export interface JpegComponent {
  readonly id: number;
  /** Blocks of it in a unit of a scan that holds several colours, across and down. */
  readonly across: number;
  readonly down: number;
  /** Blocks that show something. */
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** Blocks to a row, those at the edge that only fill up included. */
  readonly stride: number;
  /** Per block 64 bits, in two words: which coefficients are not zero. Null where no later scan asks. */
  readonly known: Uint32Array | null;
}

/** A component in a scan, with the tables that its codes are of. */
export interface ScanPart {
  readonly component: JpegComponent;
  readonly dc: HuffmanTable | null;
  readonly ac: HuffmanTable | null;
}

/** What a scan's header says. */
export interface JpegScan {
  readonly parts: readonly ScanPart[];
  readonly isProgressive: boolean;
  /** First and last coefficient. */
  readonly first: number;
  readonly last: number;
  /** The bit that was coded before, 0 for a first scan, and the one that is coded now. */
  readonly high: number;
  readonly low: number;
  /** Units between restart markers; 0: none. */
  readonly restartInterval: number;
  readonly unitsWide: number;
  readonly unitsHigh: number;
}

/** Reads a scan's codes to their end without making a picture of them: whether all of them are there. */
export function readScan(scan: JpegScan, bits: JpegBits): boolean {
  const reader = new ScanReader(scan, bits);
  const [only, second] = scan.parts;
  if (only === undefined) return false;
  // A scan of one colour has no blocks that only fill up.
  const isSingle = second === undefined;
  const wide = isSingle ? only.component.blocksWide : scan.unitsWide;
  const high = isSingle ? only.component.blocksHigh : scan.unitsHigh;
  for (let unit = 0; unit < wide * high; unit += 1) {
    const isDue = scan.restartInterval > 0 && unit > 0 && unit % scan.restartInterval === 0;
    if (isDue && !reader.restart()) return false;
    const column = unit % wide;
    const row = Math.floor(unit / wide);
    if (isSingle) reader.readBlock(only, row * only.component.stride + column);
    else reader.readUnit(column, row);
    if (bits.isOver) return false;
  }
  return true;
}

class ScanReader {
  readonly #scan: JpegScan;
  readonly #bits: JpegBits;
  /** So many blocks have nothing more in this scan. */
  #endRun = 0;

  constructor(scan: JpegScan, bits: JpegBits) {
    this.#scan = scan;
    this.#bits = bits;
  }

  restart(): boolean {
    this.#endRun = 0;
    return this.#bits.restart();
  }

  readUnit(column: number, row: number): void {
    for (const part of this.#scan.parts) {
      const { across, down, stride } = part.component;
      for (let index = 0; index < across * down; index += 1) {
        const y = row * down + Math.floor(index / across);
        this.readBlock(part, y * stride + column * across + (index % across));
      }
    }
  }

  readBlock({ component, dc, ac }: ScanPart, block: number): void {
    const { isProgressive, first, high } = this.#scan;
    if (first === 0) {
      if (high > 0) this.#bits.bit();
      else if (dc === null) this.#bits.isOver = true;
      else this.#bits.bits(Math.min(16, this.#bits.symbol(dc)));
      if (isProgressive) return;
    }
    if (ac === null) this.#bits.isOver = true;
    else if (high > 0) this.#refine(ac, component.known, block);
    else this.#readCoefficients(ac, component.known, block);
  }

  /** Source: ITU-T T.81, F.2.2.2 and G.1.2.2. */
  #readCoefficients(ac: HuffmanTable, known: Uint32Array | null, block: number): void {
    if (this.#endRun > 0) {
      this.#endRun -= 1;
      return;
    }
    const { isProgressive, first, last } = this.#scan;
    for (let at = Math.max(1, first); at <= last && !this.#bits.isOver; at += 1) {
      const symbol = this.#bits.symbol(ac);
      const run = symbol >> 4;
      const size = symbol & 15;
      if (size === 0 && run < 15) {
        if (isProgressive) this.#endRun = this.#readEndRun(run) - 1;
        return;
      }
      at += run;
      if (size === 0) continue;
      this.#bits.bits(size);
      note(known, block, at);
    }
  }

  /** A bit more of what is known already, between codes of what is new. Source: ITU-T T.81, G.1.2.3. */
  #refine(ac: HuffmanTable, known: Uint32Array | null, block: number): void {
    const { first, last } = this.#scan;
    let at = first;
    while (at <= last && this.#endRun === 0 && !this.#bits.isOver) {
      const symbol = this.#bits.symbol(ac);
      const size = symbol & 15;
      let run = symbol >> 4;
      if (size === 0 && run < 15) {
        this.#endRun = this.#readEndRun(run);
        break;
      }
      if (size > 0) this.#bits.bit();
      for (; at <= last; at += 1) {
        if (isKnown(known, block, at)) this.#bits.bit();
        else if (run === 0) break;
        else run -= 1;
      }
      if (size > 0) note(known, block, at);
      at += 1;
    }
    if (this.#endRun === 0) return;
    this.#endRun -= 1;
    for (; at <= last; at += 1) if (isKnown(known, block, at)) this.#bits.bit();
  }

  #readEndRun(bitCount: number): number {
    return (1 << bitCount) + this.#bits.bits(bitCount);
  }
}

function isKnown(known: Uint32Array | null, block: number, at: number): boolean {
  return known !== null && (((known[2 * block + (at >> 5)] ?? 0) >>> (at & 31)) & 1) === 1;
}

function note(known: Uint32Array | null, block: number, at: number): void {
  if (known === null || at > 63) return;
  const word = 2 * block + (at >> 5);
  known[word] = (known[word] ?? 0) | (1 << (at & 31));
}
