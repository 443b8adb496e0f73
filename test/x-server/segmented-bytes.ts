import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

interface Segment {
  totalBytes: number;
  crc32: number;
  /** Gone once hashed, when bytes are not kept. */
  bytes?: Buffer;
}

const headBytes = 65_536;

/**
 * A file that arrives in segments, in any order. It is hashed as far as it is contiguous, so that
 * a large upload is never read twice; with `keepBytes: false` only segments that came too early
 * stay in memory.
 */
export class SegmentedBytes {
  readonly #keepBytes: boolean;
  readonly #segments = new Map<number, Segment>();
  readonly #timesReceived = new Map<number, number>();
  #hash = createHash("sha256");
  #hashedSegments = 0;
  #isHashStale = false;
  #head: Buffer = Buffer.alloc(0);

  constructor(options: { keepBytes: boolean }) {
    this.#keepBytes = options.keepBytes;
  }

  /** Stores a segment; one that was there before is replaced. */
  put(index: number, bytes: Buffer): void {
    const segment: Segment = { totalBytes: bytes.length, crc32: crc32(bytes), bytes };
    const earlier = this.#segments.get(index);
    const isChanged = earlier?.totalBytes !== segment.totalBytes || earlier.crc32 !== segment.crc32;
    this.#timesReceived.set(index, (this.#timesReceived.get(index) ?? 0) + 1);
    if (index === 0) this.#head = Buffer.from(bytes.subarray(0, headBytes));
    if (index < this.#hashedSegments) {
      if (isChanged) this.#isHashStale = true;
      if (!this.#keepBytes) delete segment.bytes;
    }
    this.#segments.set(index, segment);
    this.#hashContiguous();
  }

  /** How often each segment came, by index. */
  get timesReceived(): Readonly<Record<number, number>> {
    return Object.fromEntries(this.#timesReceived);
  }

  /** The sum over all segments. */
  get totalBytes(): number {
    let sum = 0;
    for (const segment of this.#segments.values()) sum += segment.totalBytes;
    return sum;
  }

  /** Whether segments 0 to n - 1 are all there, and at least one. */
  get isContiguous(): boolean {
    return this.#segments.size > 0 && this.#hashedSegments === this.#segments.size;
  }

  /** The first bytes of segment 0, at most 64 KiB. */
  get head(): Buffer {
    return this.#head;
  }

  /**
   * SHA-256 of the contiguous part, hex. Undefined when a segment was replaced by different bytes
   * after its first version had been hashed and dropped (`keepBytes: false`).
   */
  get sha256(): string | undefined {
    if (this.#isHashStale) {
      if (!this.#keepBytes) return undefined;
      this.#hash = createHash("sha256");
      this.#hashedSegments = 0;
      this.#isHashStale = false;
      this.#hashContiguous();
    }
    return this.#hash.copy().digest("hex");
  }

  /** The contiguous part as one buffer; undefined when bytes are not kept. */
  concat(): Buffer | undefined {
    if (!this.#keepBytes) return undefined;
    const parts: Buffer[] = [];
    for (let index = 0; index < this.#hashedSegments; index++) {
      const bytes = this.#segments.get(index)?.bytes;
      if (bytes) parts.push(bytes);
    }
    return Buffer.concat(parts);
  }

  #hashContiguous(): void {
    for (;;) {
      const segment = this.#segments.get(this.#hashedSegments);
      if (segment?.bytes === undefined) return;
      this.#hash.update(segment.bytes);
      if (!this.#keepBytes) delete segment.bytes;
      this.#hashedSegments++;
    }
  }
}
