import type { CaptureEffects } from "./capture-effects";
import { JobFailure } from "../errors/job-error";
import type { CapturingAttachment } from "../jobs/attachment";
import { wantedSpan } from "../jobs/clip-transition";
import type { CaptureSource } from "../jobs/capture-source";
import type { StreamMark } from "../jobs/stream-mark";
import { type AcceptedFit, decideFit, fitOfUncleanable } from "../media/decide-fit";
import { stripMetadata } from "../media/strip/strip-metadata";
import { type Stripped, totalPieceBytes } from "../media/strip/stripped";
import type { StoredPart } from "./site/download-mark";
import {
  createReader,
  type MediaReader,
  type ReadFile,
  type ReadPieces,
} from "./bytes/media-reader";
import { ALL_FILES } from "./site/site-patterns";
import { mayOffer, namingPageOf } from "./site/site-trust";
import { isInterruption } from "../errors/is-interruption";
import { captureFailure, refusalFailure } from "../errors/capture-failure";

/** What becomes of bytes that were captured, and whether the page shows another picture than they are. */
export type Captured = AcceptedFit & { readonly isOther?: boolean };

/**
 * Brings the bytes of what was clicked into the store and says what they are and need. What X takes
 * as it is loses all that nobody sees in it here.
 *
 * @throws `JobFailure` with a code of the capture or media kind; `CaptureStopped` when cancelled
 */
export async function captureAttachment(
  attachment: CapturingAttachment,
  effects: CaptureEffects,
  signal: AbortSignal,
): Promise<Captured> {
  const { source } = attachment;
  const isNamed = source.isOffered === true || source.isUnvouched === true;
  const isNamedOnly = isNamed && /^https?:/i.test(source.url);
  if (source.way === "none" || (isNamedOnly && !mayOffer(source.url, namingPageOf(source)))) {
    throw captureFailure("unsupported-source");
  }
  if (source.neededOrigin !== null && !(await effects.mayFetch(source.neededOrigin))) {
    throw source.neededOrigin === ALL_FILES
      ? captureFailure("file-unreadable")
      : captureFailure("permission-refused", { origin: source.neededOrigin });
  }
  const reader = createReader(source, effects, signal, (film) => wantedSpan(attachment, film));
  const file = await read(reader, attachment, effects);
  return "conversion" in file ? { verdict: "convert", ...file } : fit(file, source, effects);
}

/** Goes on with what an interrupted capture has stored, or reads all. */
async function read(
  reader: MediaReader,
  attachment: CapturingAttachment,
  effects: CaptureEffects,
): Promise<ReadFile | ReadPieces> {
  const stream = await findStoredPieces(attachment, effects);
  if (stream !== null) return reader.readStream(stream);
  const stored = await findStoredPart(attachment, effects);
  if (stored === null) return reader.readAll();
  return reader.readRest(stored).catch((failure: unknown) => {
    // Cut off once more, it goes on later; anything else means that the rest cannot be had.
    if (!(failure instanceof JobFailure) || isInterruption(failure.error)) throw failure;
    return reader.readAll();
  });
}

/**
 * Decides what becomes of the stored file. One that X takes as it is loses what is hidden in it; where
 * that cannot be found, it is not sent as it is.
 */
async function fit(
  { file, ...found }: ReadFile,
  source: CaptureSource,
  { bytes, tier, isOther: compare }: CaptureEffects,
): Promise<Captured> {
  // Both read what is stored, which is rewritten below.
  const [stripped, isOther]: [Stripped, boolean] = found.ok
    ? await Promise.all([
        stripMetadata(file, found.media.mediaType),
        compare(source, file, found.media),
      ])
    : [{ outcome: "clean" }, false];
  const totalBytes = stripped.outcome === "cleaned" ? totalPieceBytes(stripped.pieces) : file.size;
  const decided = decideFit(
    found.ok ? { ...found, media: { ...found.media, totalBytes } } : found,
    totalBytes,
    tier,
  );
  if (decided.verdict === "refused") throw refusalFailure(decided.refusal);
  switch (stripped.outcome) {
    case "clean":
      return { ...decided, isOther };
    case "cleaned":
      if (decided.verdict === "as-is") await bytes.rewrite(stripped.pieces);
      return { ...decided, isOther };
    case "cannot-be-cleaned":
      return { ...fitOfUncleanable(decided), isOther };
    default:
      return stripped satisfies never;
  }
}

/** What an interrupted capture has stored of a stream; null where there is none, or not as it was noted. */
async function findStoredPieces(
  { stream }: CapturingAttachment,
  { bytes }: CaptureEffects,
): Promise<StreamMark | null> {
  if (stream === undefined) return null;
  return (await bytes.countStored()) === stream.storedBytes ? stream : null;
}

/** What an interrupted capture has stored of a file that can go on; null where it begins anew. */
async function findStoredPart(
  { mark }: CapturingAttachment,
  { bytes }: CaptureEffects,
): Promise<StoredPart | null> {
  if (mark === null) return null;
  const startByte = await bytes.countStored();
  return startByte === 0 ? null : { mark, startByte };
}
