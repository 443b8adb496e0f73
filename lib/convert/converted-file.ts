import { CaptureStopped } from "../errors/capture-stopped";
import { CHUNK_BYTES } from "../store/byte-store";
import { beginConvertedBytes, putConvertedRun } from "../store/converted-bytes";

/** A file that is being written, at any offset: a multiplexer goes back to fill in sizes. */
export interface ConvertedFile {
  write(data: Uint8Array, offset: number): Promise<void>;
  /** Stores what memory still holds. */
  close(): Promise<void>;
}

interface Run {
  readonly bytes: Uint8Array<ArrayBuffer>;
  usedBytes: number;
}

/** Memory holds the first run, which is written to again at the end, and so many of the latest. */
const MAX_HELD_RUNS = 4;

/**
 * Opens the file behind an attachment's stored bytes; what an earlier try has left there is deleted.
 * Its runs are stored as they are full, so that memory holds a few of them, whatever its size.
 *
 * @param fileId see `outcomeIdOf`
 * @throws (while writing) `QuotaExceededError`; `CaptureStopped` when the attachment no longer converts
 */
export async function openConvertedFile(
  attachmentId: string,
  fileId: string,
): Promise<ConvertedFile> {
  const base = await beginConvertedBytes(fileId);
  return createConvertedFile(async (startByte, run) => {
    const isWanted = await putConvertedRun(attachmentId, base, startByte, run, fileId);
    if (!isWanted) throw new CaptureStopped();
  });
}

/** The file itself, with the way in which runs are stored handed in. */
export function createConvertedFile(
  store: (startByte: number, run: Uint8Array<ArrayBuffer>) => Promise<void>,
): ConvertedFile {
  const held = new Map<number, Run>();
  const stored = new Set<number>();
  let storing = Promise.resolve();

  function runAt(index: number): Run {
    const run = held.get(index);
    if (run !== undefined) return run;
    // What is stored is not read again: a multiplexer goes back to the first run only.
    if (stored.has(index)) throw new RangeError(`Run ${index} is stored already`);
    const created = { bytes: new Uint8Array(CHUNK_BYTES), usedBytes: 0 };
    held.set(index, created);
    return created;
  }

  async function storeRun(index: number, run: Run): Promise<void> {
    held.delete(index);
    stored.add(index);
    // One is stored while the next is filled.
    await storing;
    storing = store(index * CHUNK_BYTES, run.bytes.subarray(0, run.usedBytes));
    // Whoever comes next is told.
    storing.catch(() => undefined);
  }

  async function close(): Promise<void> {
    for (const [index, run] of held) await storeRun(index, run);
    await storing;
  }

  return {
    async write(data, offset) {
      for (let done = 0; done < data.length;) {
        const at = offset + done;
        const index = Math.floor(at / CHUNK_BYTES);
        const inRun = at - index * CHUNK_BYTES;
        const part = data.subarray(done, done + CHUNK_BYTES - inRun);
        const run = runAt(index);
        run.bytes.set(part, inRun);
        run.usedBytes = Math.max(run.usedBytes, inRun + part.length);
        done += part.length;
      }
      const [first, ...others] = [...held].toSorted(([a], [b]) => a - b);
      const full = first?.[0] === 0 ? others : [...(first ? [first] : []), ...others];
      for (const [index, run] of full.slice(0, -MAX_HELD_RUNS)) await storeRun(index, run);
    },
    close,
  };
}
