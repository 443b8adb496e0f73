/** The bytes of a request body, or how they failed to arrive. */
export type BodyReading =
  | { kind: "complete"; bytes: Buffer }
  /** The body was longer than allowed; the rest was read and dropped. */
  | { kind: "tooLarge" }
  /** The sender went away before the body ended. */
  | { kind: "aborted" };

/** How a body is to be read. */
export interface BodyReadingOptions {
  limitBytes: number;
  /** From `content-length`; lets the buffer be made once, without a copy at the end. */
  announcedBytes: number | undefined;
  /** Resolves when the next chunk may be taken: this is what paces the sender. */
  admit: (chunkBytes: number) => Promise<void>;
  onChunk: (chunkBytes: number) => void;
}

/** Reads a body into one buffer, chunk by chunk, each only after `admit` lets it pass. */
export async function readBody(
  source: AsyncIterable<Buffer>,
  options: BodyReadingOptions,
): Promise<BodyReading> {
  const { limitBytes, announcedBytes, admit, onChunk } = options;
  const whole =
    announcedBytes !== undefined && announcedBytes <= limitBytes
      ? Buffer.allocUnsafe(announcedBytes)
      : undefined;
  const chunks: Buffer[] = [];
  let receivedBytes = 0;
  try {
    for await (const chunk of source) {
      await admit(chunk.length);
      onChunk(chunk.length);
      if (receivedBytes + chunk.length <= limitBytes) {
        if (whole === undefined) chunks.push(chunk);
        else chunk.copy(whole, receivedBytes);
      } else {
        chunks.length = 0;
      }
      receivedBytes += chunk.length;
    }
  } catch {
    // Every error of an incoming stream has one meaning: the sender is gone.
    return { kind: "aborted" };
  }
  if (receivedBytes > limitBytes) return { kind: "tooLarge" };
  if (whole === undefined) return { kind: "complete", bytes: Buffer.concat(chunks) };
  if (receivedBytes !== announcedBytes) return { kind: "aborted" };
  return { kind: "complete", bytes: whole };
}
