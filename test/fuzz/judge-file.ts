import { readTiff } from "../../lib/convert/decode-tiff";
import { joinStream } from "../../lib/convert/join-stream";
import { readPictureSize } from "../../lib/convert/read-picture-size";
import { refuseBomb } from "../../lib/convert/refuse-bomb";
import { ERROR_CODES } from "../../lib/errors/error-codes";
import { JobFailure } from "../../lib/errors/job-error";
import type { Conversion } from "../../lib/media/conversion";
import { decideFit, fitOfUncleanable } from "../../lib/media/decide-fit";
import { inspectMedia } from "../../lib/media/inspect-media";
import type { MediaInfo } from "../../lib/media/media-info";
import { decodeMarkup } from "../../lib/media/decode-markup";
import { bytesInMemory, type MediaBytes } from "../../lib/media/media-bytes";
import { stripMetadata } from "../../lib/media/strip/strip-metadata";
import { readPieces, totalPieceBytes } from "../../lib/media/strip/stripped";

/**
 * Takes a file through all that is done to it without a browser, as `captureAttachment` does: what it is, its
 * facts, freeing it of what nobody sees, what becomes of it, its size before it is decoded.
 *
 * @returns what became of it: `as-is`, `mended`, `convert`, or the code of why not
 * @throws `Error` where something is wrong with the outcome
 */
export async function judgeFile(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const file = bytesInMemory(bytes);
  const found = await inspectMedia(file);
  const fit = decideFit(found, bytes.length, "standard");
  if (fit.verdict === "refused") {
    if (!ERROR_CODES.includes(fit.refusal.code)) throw new Error(`Unnamed: ${fit.refusal.code}`);
    return fit.refusal.code;
  }
  if (!found.ok) {
    if (fit.verdict !== "convert") throw new Error("Neither media nor converted.");
    return judgeForeign(file, fit.conversion);
  }
  const stripped = await stripMetadata(file, found.media.mediaType);
  if (fit.verdict !== "as-is") return "convert";
  if (stripped.outcome === "clean") return "as-is";
  if (stripped.outcome === "cannot-be-cleaned") return fitOfUncleanable(fit).verdict;
  const { pieces } = stripped;
  const mended = bytesInMemory(await readPieces(file, pieces, 0, totalPieceBytes(pieces)));
  const again = await inspectMedia(mended);
  if (!again.ok || again.isDamaged === true) throw new Error("Mended, and yet damaged.");
  if (looksOf(again.media) !== looksOf(found.media)) throw new Error("Mended, and yet another.");
  const second = await stripMetadata(mended, again.media.mediaType);
  if (second.outcome !== "clean") throw new Error(`Mended, and yet ${second.outcome}.`);
  return "mended";
}

/** What a person would notice. */
function looksOf({ category, widthPx, heightPx, durationMs }: MediaInfo): string {
  return JSON.stringify({ category, widthPx, heightPx, durationMs });
}

/** Converts what needs no browser: pixels of a TIFF, the pieces of a stream; of others, what comes before the decoder. */
async function judgeForeign(file: MediaBytes, conversion: Conversion): Promise<string> {
  const { source } = conversion;
  try {
    refuseBomb(await readPictureSize(file, source.type));
    const bytes = await file.read(0, file.size);
    if (source.type === "tiff") return readTiff(bytes).pixels.length > 0 ? "decoded" : "empty";
    if (source.type === "svg") return decodeMarkup(bytes) === null ? "no text" : "convert";
    if (conversion.kind !== "stream") return "convert";
    await joinStream(
      {
        source: file,
        type: source.type,
        tier: "standard",
        mustEncode: null,
        isDamaged: false,
        signal: new AbortController().signal,
        report: () => Promise.resolve(),
        file: { write: () => Promise.resolve(), close: () => Promise.resolve() },
      },
      conversion.runs,
    );
    return "joined";
  } catch (failure) {
    // What a library throws is named by where it is called: `runConversion`.
    return failure instanceof JobFailure ? failure.error.code : "conversion-failed";
  }
}
