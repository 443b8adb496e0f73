import { CaptureStopped } from "../../errors/capture-stopped";
import type { DownloadMark, Transfer } from "../../jobs/attachment";
import type { StreamMark } from "../../jobs/stream-mark";
import { bytesInMemory, type MediaBytes } from "../../media/media-bytes";
import { cutBlob, joinParts } from "./cut-blob";
import { SpeedMeter } from "../../jobs/speed-meter";

/** Where captured bytes go. */
export interface ByteStore {
  readonly chunkBytes: number;
  /**
   * Stores the next run with its progress; with `begins`, the first of a file: what was stored of an
   * earlier one goes. False: the bytes are no longer wanted.
   *
   * @param stream how a stream goes on behind this run; null for a file
   */
  append(
    startByte: number,
    run: Blob,
    transfer: Transfer,
    begins: Beginning | null,
    stream: StreamMark | null,
  ): Promise<boolean>;
  /** Shows progress between two runs. False: the bytes are no longer wanted. */
  report(transfer: Transfer): Promise<boolean>;
}

/** How many bytes a file of its kind may have, and what to throw when it has (or announces) more. */
export interface SizeBound {
  readonly maxBytes: number;
  refuse(actualBytes: number): Error;
}

/** Decides from the first bytes how large the file may be; throws where it cannot be posted at all. */
export type HeadCheck = (head: Uint8Array<ArrayBuffer>) => SizeBound;

/** The start of a file. */
export interface Beginning {
  /** How its download can go on after an interruption; null: it cannot, the next try begins anew. */
  readonly mark: DownloadMark | null;
  /** These three: see `CaptureSource`. */
  readonly isUnseen: boolean;
  readonly isFromScreen?: boolean;
  readonly version?: number;
}

/** What an earlier download has stored of the same file. */
export interface StoredStart {
  readonly bytes: number;
  /** The first {@link HEAD_BYTES}, or all there is. */
  readonly head: Uint8Array<ArrayBuffer>;
}

/** Enough of a file for every signature that we know. */
export const HEAD_BYTES = 4096;

const REPORT_EVERY_MS = 250;

/**
 * Collects a stream of bytes into runs of one size and stores each as it is full, so that memory
 * holds one run at most, whatever the size of the file.
 */
export class ByteSink {
  readonly #store: ByteStore;
  readonly #checkHead: HeadCheck;
  readonly #now: () => number;
  readonly #markAt: ((storedBytes: number) => StreamMark) | null;
  readonly #speed = new SpeedMeter();
  #parts: (Uint8Array<ArrayBuffer> | Blob)[] = [];
  #heldBytes = 0;
  #storedBytes = 0;
  #bound: SizeBound | null = null;
  #reportedAtMs: number;
  #begins: Beginning | null = null;
  #whole: Uint8Array<ArrayBuffer> | null = null;
  /** As the server told; null when it did not. */
  totalBytes: number | null = null;

  /**
   * @param start a file from its first byte on, or where it goes on
   * @param markAt for a stream: how it goes on behind so many bytes
   * @throws what the head check throws
   */
  constructor(
    store: ByteStore,
    checkHead: HeadCheck,
    now: () => number,
    start: Beginning | StoredStart,
    markAt: ((storedBytes: number) => StreamMark) | null = null,
  ) {
    this.#store = store;
    this.#checkHead = checkHead;
    this.#now = now;
    this.#markAt = markAt;
    if ("mark" in start) {
      this.#begins = start;
    } else {
      this.#storedBytes = start.bytes;
      this.#bound = checkHead(start.head);
    }
    this.#reportedAtMs = now();
    this.#speed.note(this.#storedBytes, now());
  }

  /** All bytes taken so far. */
  get receivedBytes(): number {
    return this.#storedBytes + this.#heldBytes;
  }

  /** The file, where it came to its end within one run: it need not be read from the store. */
  get whole(): MediaBytes | null {
    return this.#whole === null ? null : bytesInMemory(this.#whole);
  }

  /**
   * Takes the next bytes.
   *
   * @throws what the head check and its bound throw; `CaptureStopped` when no longer wanted
   */
  async write(part: Uint8Array<ArrayBuffer> | Blob): Promise<void> {
    this.#parts.push(part);
    this.#heldBytes += sizeOf(part);
    if (this.#bound === null && this.#heldBytes >= HEAD_BYTES) await this.#inspectHead();
    this.#keepBound(this.receivedBytes);
    while (this.#heldBytes >= this.#store.chunkBytes) {
      await this.#storeRun(this.#store.chunkBytes);
    }
    await this.#report();
  }

  /** Stores what is left. @throws as {@link write} */
  async end(): Promise<void> {
    if (this.#bound === null) await this.#inspectHead();
    if (this.#heldBytes === 0) return;
    // Read while it is being stored.
    const [whole] = await Promise.all([
      this.#storedBytes === 0 ? joinParts(this.#parts).arrayBuffer() : null,
      this.#storeRun(this.#heldBytes),
    ]);
    if (whole !== null) this.#whole = new Uint8Array(whole);
  }

  async #inspectHead(): Promise<void> {
    const head = await cutBlob(joinParts(this.#parts), 0, HEAD_BYTES).arrayBuffer();
    this.#bound = this.#checkHead(new Uint8Array(head));
    // An announced size spares the person the wait for bytes that cannot be posted.
    this.#keepBound(this.totalBytes ?? 0);
  }

  #keepBound(actualBytes: number): void {
    if (this.#bound !== null && actualBytes > this.#bound.maxBytes) {
      throw this.#bound.refuse(actualBytes);
    }
  }

  async #storeRun(runBytes: number): Promise<void> {
    const held = joinParts(this.#parts);
    const run = cutBlob(held, 0, runBytes);
    const startByte = this.#storedBytes;
    this.#storedBytes += runBytes;
    this.#heldBytes -= runBytes;
    this.#parts = this.#heldBytes > 0 ? [cutBlob(held, runBytes)] : [];
    this.#reportedAtMs = this.#now();
    const begins = this.#begins;
    this.#begins = null;
    // The end of a file counts only as far as it fills a run.
    const isFull = runBytes === this.#store.chunkBytes;
    const stream = isFull ? (this.#markAt?.(this.#storedBytes) ?? null) : null;
    if (!(await this.#store.append(startByte, run, this.#transfer(), begins, stream))) {
      throw new CaptureStopped();
    }
  }

  async #report(): Promise<void> {
    if (this.#now() - this.#reportedAtMs < REPORT_EVERY_MS) return;
    this.#reportedAtMs = this.#now();
    if (!(await this.#store.report(this.#transfer()))) throw new CaptureStopped();
  }

  #transfer(): Transfer {
    return {
      doneBytes: this.receivedBytes,
      totalBytes: this.totalBytes,
      bytesPerSecond: this.#speed.note(this.receivedBytes, this.#now()),
    };
  }
}

function sizeOf(part: Uint8Array<ArrayBuffer> | Blob): number {
  return part instanceof Blob ? part.size : part.byteLength;
}
