import type { StoredFile } from "../../media/media-bytes";
import type { ByteSink } from "./byte-sink";
import { captureFailure } from "../../errors/capture-failure";
import { ownFileFailure } from "./own-file-failure";

/**
 * Brings a file that the person has chosen into the store, judged on the way like any other bytes.
 *
 * @throws `JobFailure` `file-gone` when it is kept no more; `file-not-media`; what else the sink throws
 */
export async function readLocalFile(
  file: StoredFile | null,
  openSink: () => ByteSink,
  signal: AbortSignal,
): Promise<void> {
  if (file === null) throw captureFailure("file-gone");
  const sink = openSink();
  sink.totalBytes = file.size;
  const reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> = file.stream().getReader();
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      await sink.write(value);
    }
    await sink.end();
  } catch (thrown) {
    throw ownFileFailure(thrown);
  } finally {
    await reader.cancel();
  }
}
