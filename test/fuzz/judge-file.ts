import { isTiffBomb } from "../../lib/convert/tiff-bomb";
import { readTiffHeader } from "../../lib/convert/tiff-header";
import { readPictureSize } from "../../lib/convert/read-picture-size";
import { ERROR_CODES } from "../../lib/errors/error-codes";
import { decideFit, fitOfUncleanable } from "../../lib/media/decide-fit";
import { inspectMedia } from "../../lib/media/inspect-media";
import type { MediaInfo } from "../../lib/media/media-info";
import { bytesInMemory } from "../../lib/media/media-bytes";
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
    const { type } = fit.conversion.source;
    await readPictureSize(file, type);
    if (type === "tiff") judgeTiff(bytes.slice());
    return "convert";
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

function judgeTiff(bytes: Uint8Array<ArrayBuffer>): void {
  const header = readTiffHeader(bytes);
  if (header !== null && header.widthPx * header.heightPx < 1_000_000) isTiffBomb(bytes, header);
}
