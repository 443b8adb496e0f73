import type { ByteSink } from "./byte-sink";
import { captureFailure } from "./source-error";

/** A part of this size is read from the file at a time. */
const PART_BYTES = 1024 * 1024;

/**
 * Brings a file that the person has chosen into the store, judged on the way like any other bytes.
 *
 * @throws `JobFailure` `file-gone` when it is kept no more; what the sink throws
 */
export async function readLocalFile(
  file: Blob | null,
  openSink: () => ByteSink,
  signal: AbortSignal,
): Promise<void> {
  if (file === null) throw captureFailure("file-gone");
  const sink = openSink();
  sink.totalBytes = file.size;
  for (let start = 0; start < file.size; start += PART_BYTES) {
    signal.throwIfAborted();
    await sink.write(file.slice(start, start + PART_BYTES));
  }
  await sink.end();
}
