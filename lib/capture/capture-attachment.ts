import type { CaptureEffects } from "./capture-effects";
import { JobFailure } from "../errors/job-error";
import type { CapturingAttachment } from "../jobs/attachment";
import { decideFit, type Fit } from "../media/decide-fit";
import { stripMetadata } from "../media/strip/strip-metadata";
import type { StoredPart } from "./site/download-mark";
import { createReader, type ReadFile } from "./bytes/media-reader";
import { ALL_FILES } from "./site/site-patterns";
import { isInterruption } from "../errors/is-interruption";
import { captureFailure, refusalFailure } from "../errors/capture-failure";

/** What becomes of bytes that were captured. */
export type Captured = Exclude<Fit, { verdict: "refused" }>;

/**
 * Brings the bytes of what was clicked into the store and says what they are and need. What X takes
 * as it is loses its location and camera data here.
 *
 * @throws `JobFailure` with a code of the capture or media kind; `CaptureStopped` when cancelled
 */
export async function captureAttachment(
  attachment: CapturingAttachment,
  effects: CaptureEffects,
  signal: AbortSignal,
): Promise<Captured> {
  const { source } = attachment;
  if (source.way === "none") throw captureFailure("unsupported-source");
  if (source.neededOrigin !== null && !(await effects.mayFetch(source.neededOrigin))) {
    throw source.neededOrigin === ALL_FILES
      ? captureFailure("file-unreadable")
      : captureFailure("permission-refused", { origin: source.neededOrigin });
  }
  const reader = createReader(source, effects, signal);
  const stored = await findStoredPart(attachment, effects);
  const file =
    stored === null
      ? await reader.readAll()
      : await reader.readRest(stored).catch((failure: unknown) => {
          // Cut off once more, it goes on later; anything else means that the rest cannot be had.
          if (!(failure instanceof JobFailure) || isInterruption(failure.error)) throw failure;
          return reader.readAll();
        });
  return fit(file, effects);
}

/** Decides what becomes of the stored file; one that X takes as it is loses its metadata. */
async function fit(
  { file, ...found }: ReadFile,
  { bytes, tier }: CaptureEffects,
): Promise<Captured> {
  const clean = found.ok ? await stripMetadata(file, found.media.mediaType) : null;
  const totalBytes = clean?.byteLength ?? file.size;
  const decided = decideFit(
    found.ok ? { ...found, media: { ...found.media, totalBytes } } : found,
    totalBytes,
    tier,
  );
  if (decided.verdict === "refused") throw refusalFailure(decided.refusal);
  if (decided.verdict === "as-is" && clean !== null) await bytes.replaceAll(clean);
  return decided;
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
