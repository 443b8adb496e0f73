import type { ByteSink } from "../bytes/byte-sink";
import { fetchSideBySide, type PartTaker } from "./piece-queue";
import type { StreamBytes } from "./stream-bytes";

/** Where parts begin to be fetched. */
export interface FirstPart {
  readonly part: number;
  /** So many bytes of it are stored already, and are left out where they come once more. */
  readonly skipBytes: number;
}

/**
 * Fetches parts side by side and stores them one behind the other.
 *
 * @param first the part to begin with
 * @param count how many parts there are
 * @param bytes counts what is handed to the sink
 * @param fetchPart fetches one into a taker
 * @throws what fetching and the sink throw
 */
export async function storeParts(
  first: FirstPart,
  count: number,
  bytes: StreamBytes,
  sink: ByteSink,
  fetchPart: (part: number, taker: PartTaker, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let { skipBytes } = first;
  await fetchSideBySide(
    first.part,
    count,
    fetchPart,
    async (part, received) => {
      const isFresh = skipBytes < received.byteLength;
      const fresh = isFresh ? received.subarray(skipBytes) : null;
      skipBytes = Math.max(0, skipBytes - received.byteLength);
      if (fresh === null) return;
      bytes.begin(part);
      bytes.receive(fresh.byteLength);
      await sink.write(fresh);
    },
    signal,
  );
  await sink.end();
}
