import type { ByteRange } from "../../media/strip/byte-ranges";
import type { MediaBytes } from "../../media/media-bytes";
import { type RangeFetch, RangesRefused } from "./range-fetch";

/** So much is fetched at once, where less is asked for: the boxes of a film's beginning, or of its end. */
export const WINDOW_BYTES = 64 * 1024;

/** So much of a file is held in memory at most, in so many pieces. */
const MAX_HELD_BYTES = 64 * 1024 * 1024 + 16 * WINDOW_BYTES;
const MAX_WINDOWS = 16;

/**
 * A file on a site, to be read by its ranges. What was read is held.
 *
 * @throws (while reading) as `RangeFetch.fetch`; `RangesRefused` where too much is asked for
 */
export class RangedFile implements MediaBytes {
  readonly #ranges: RangeFetch;
  readonly #signal: AbortSignal;
  readonly #windows: { readonly startByte: number; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];
  readonly size: number;

  private constructor(ranges: RangeFetch, signal: AbortSignal, first: Uint8Array<ArrayBuffer>) {
    this.#ranges = ranges;
    this.#signal = signal;
    this.size = ranges.version?.totalBytes ?? 0;
    this.#windows.push({ startByte: 0, bytes: first });
  }

  /** Asks for the beginning of a file, which tells how long it is. @throws as `RangeFetch.fetch` */
  static async open(ranges: RangeFetch, signal: AbortSignal): Promise<RangedFile> {
    const first = await fetchAll(ranges, { startByte: 0, endByte: WINDOW_BYTES }, signal);
    return new RangedFile(ranges, signal, first);
  }

  async read(startByte: number, endByte: number): Promise<Uint8Array<ArrayBuffer>> {
    const end = Math.min(endByte, this.size);
    const bytes = new Uint8Array(Math.max(0, end - startByte));
    for (let at = startByte; at < end;) {
      const held = await this.#hold(at, end);
      bytes.set(held.subarray(0, end - at), at - startByte);
      at += held.length;
    }
    return bytes;
  }

  /** The bytes from an offset on, as far as they are held in one piece; fetches them where they are not. */
  async #hold(at: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const held = this.#windows.find(
      ({ startByte, bytes }) => at >= startByte && at < startByte + bytes.length,
    );
    if (held !== undefined) return held.bytes.subarray(at - held.startByte);
    const endByte = Math.min(this.size, Math.max(end, at + WINDOW_BYTES));
    const heldBytes = this.#windows.reduce((sum, { bytes }) => sum + bytes.length, endByte - at);
    if (this.#windows.length === MAX_WINDOWS || heldBytes > MAX_HELD_BYTES) {
      throw new RangesRefused();
    }
    const bytes = await fetchAll(this.#ranges, { startByte: at, endByte }, this.#signal);
    this.#windows.push({ startByte: at, bytes });
    return bytes;
  }
}

async function fetchAll(
  ranges: RangeFetch,
  range: ByteRange,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  const take = () => {
    parts = [];
    return {
      write(part: Uint8Array<ArrayBuffer>) {
        parts.push(part);
        return Promise.resolve();
      },
      end: () => Promise.resolve(),
    };
  };
  await ranges.fetch(range, take, signal);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
