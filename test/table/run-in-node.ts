import { readTiff } from "../../lib/convert/decode-tiff";
import { joinStream } from "../../lib/convert/join-stream";
import { JobFailure } from "../../lib/errors/job-error";
import type { Conversion } from "../../lib/media/conversion";
import { decideFit } from "../../lib/media/decide-fit";
import { inspectMedia } from "../../lib/media/inspect-media";
import { bytesInMemory } from "../../lib/media/media-bytes";
import { stripMetadata } from "../../lib/media/strip/strip-metadata";
import { readPieces, totalPieceBytes } from "../../lib/media/strip/stripped";

type Bytes = Uint8Array<ArrayBuffer>;

/** What becomes of a file without a browser, or that it takes one. */
export type NodeOutcome =
  | { readonly kind: "arrives"; readonly way: string; readonly bytes: Bytes }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "needs-browser" };

/** Takes a file through what is done to it before and beside decoding, as a capture does. */
export async function runInNode(bytes: Bytes, way = ""): Promise<NodeOutcome> {
  const file = bytesInMemory(bytes);
  const found = await inspectMedia(file);
  const fit = decideFit(found, bytes.length, "standard");
  switch (fit.verdict) {
    case "refused":
      return { kind: "refused", code: fit.refusal.code };
    case "trimmable":
      return { kind: "refused", code: `${fit.refusal.code}, may be trimmed` };
    case "convert":
      return convert(bytes, fit.conversion);
    case "as-is": {
      const stripped = await stripMetadata(file, fit.media.mediaType);
      if (stripped.outcome === "cannot-be-cleaned") return { kind: "needs-browser" };
      if (stripped.outcome === "clean") return { kind: "arrives", way: way || "as it is", bytes };
      const { pieces } = stripped;
      const mended = await readPieces(file, pieces, 0, totalPieceBytes(pieces));
      return { kind: "arrives", way: way || "cleaned", bytes: mended };
    }
    default:
      return fit satisfies never;
  }
}

async function convert(bytes: Bytes, conversion: Conversion): Promise<NodeOutcome> {
  try {
    if (conversion.source.type === "tiff") readTiff(bytes.slice());
    if (conversion.kind !== "stream") return { kind: "needs-browser" };
    return await runInNode(await join(bytes, conversion), "joined");
  } catch (failure) {
    if (!(failure instanceof JobFailure)) throw failure;
    return { kind: "refused", code: failure.error.code };
  }
}

async function join(
  bytes: Bytes,
  { source, runs }: Extract<Conversion, { kind: "stream" }>,
): Promise<Bytes> {
  let out = new Uint8Array(0);
  await joinStream(
    {
      source: bytesInMemory(bytes),
      type: source.type,
      tier: "standard",
      mustEncode: null,
      isDamaged: false,
      signal: new AbortController().signal,
      report: () => Promise.resolve(),
      file: {
        write(data, offset) {
          if (offset + data.length > out.length) {
            const longer = new Uint8Array(offset + data.length);
            longer.set(out);
            out = longer;
          }
          out.set(data, offset);
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      },
    },
    runs,
  );
  return out;
}
