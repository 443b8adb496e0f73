import { captureFailure } from "../../errors/capture-failure";
import type { FilePart } from "./stream";
import type { PartFetch } from "./fetch-part";

/** No list of a video that X takes is larger: 125 minutes in pieces of two seconds, each with an address of 200 characters. */
const MAX_LIST_BYTES = 1024 * 1024;

/**
 * Fetches a small file of a stream whole: its list, or its index.
 *
 * @throws `JobFailure` as the fetch does; `streamed-video` for one that is too long
 */
export async function fetchSmall(
  part: FilePart,
  fetchPart: PartFetch,
  signal: AbortSignal,
): Promise<{ readonly url: string; readonly file: Blob }> {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  const take = () => {
    parts = [];
    let totalBytes = 0;
    return {
      async write(bytes: Uint8Array<ArrayBuffer>) {
        totalBytes += bytes.byteLength;
        if (totalBytes > MAX_LIST_BYTES) throw captureFailure("streamed-video");
        parts.push(bytes);
      },
      end: () => Promise.resolve(),
    };
  };
  const url = await fetchPart(part, take, signal);
  return { url, file: new Blob(parts) };
}
