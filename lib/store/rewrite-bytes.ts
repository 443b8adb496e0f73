import type { Attachment } from "../jobs/attachment";
import type { MediaBytes } from "../media/media-bytes";
import {
  isInPlace,
  listTouchedRuns,
  type Piece,
  readPieces,
  totalPieceBytes,
} from "../media/strip/stripped";
import { CHUNK_BYTES, replaceBytes } from "./byte-store";
import { changeRecords } from "./change-records";
import { openStoredBytes } from "./read-bytes";

/**
 * Makes of the captured bytes of an attachment what the pieces say. Where all that is taken over stays where
 * it is, only runs in which something else is put are stored anew, one at a time, so that a film of any
 * size costs one run of memory. Anything else is put together in memory: pictures alone.
 *
 * What is interrupted is done again by the next life: a run that was stored has nothing more to lose.
 *
 * @throws as `MediaBytes.read`; `QuotaExceededError`
 */
export async function rewriteCaptured(
  attachmentId: string,
  pieces: readonly Piece[],
  nowMs: number,
): Promise<void> {
  const source = await openStoredBytes(attachmentId);
  // What becomes longer, by an end mark that was missing, is a picture.
  const grows = source !== null && totalPieceBytes(pieces) > source.size;
  if (isInPlace(pieces) && !grows) {
    await overwriteRuns(attachmentId, pieces, ({ state }) => state === "capturing");
    return;
  }
  if (source === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
  const bytes = await readPieces(source, pieces, 0, totalPieceBytes(pieces));
  await replaceBytes(attachmentId, bytes, nowMs);
}

/** Two that write into the same run take turns, so that neither brings back what the other took out. */
let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * Stores those runs of an attachment's bytes anew in which pieces that stay in place put something.
 *
 * @param isWanted looked at together with each run that is stored: whether these are still the bytes that
 *   the pieces are about
 * @returns false as soon as they are not
 * @throws as {@link rewriteCaptured}
 */
export function overwriteRuns(
  attachmentId: string,
  pieces: readonly Piece[],
  isWanted: (attachment: Attachment) => boolean,
): Promise<boolean> {
  const turn = lastTurn.then(async () => {
    for (const startByte of listTouchedRuns(pieces, CHUNK_BYTES)) {
      const source = await openStoredBytes(attachmentId);
      if (source === null) return false;
      if (!(await overwriteRun(attachmentId, source, pieces, startByte, isWanted))) return false;
    }
    return true;
  });
  // Whoever asked for it is told of its failure; the next one begins in any case.
  lastTurn = turn.then(
    () => {},
    () => {},
  );
  return turn;
}

async function overwriteRun(
  attachmentId: string,
  source: MediaBytes,
  pieces: readonly Piece[],
  startByte: number,
  isWanted: (attachment: Attachment) => boolean,
): Promise<boolean> {
  const endByte = Math.min(startByte + CHUNK_BYTES, source.size);
  const run = await readPieces(source, pieces, startByte, endByte);
  const stored = await changeRecords(["attachments", "chunks"], async (records) => {
    const attachment = await records.read("attachments").get(attachmentId);
    if (attachment === undefined || !isWanted(attachment)) return null;
    records.put("chunks", { attachmentId, startByte, blob: new Blob([run]) });
    return attachment;
  });
  return stored !== null;
}
