import { JobFailure } from "../errors/job-error";
import type { CapturingAttachment, CaptureSource } from "../jobs/attachment";
import { decideFit, type Fit } from "../media/decide-fit";
import type { MediaBytes, StoredFile } from "../media/media-bytes";
import type { AccountTier } from "../media/media-limits";
import { stripMetadata } from "../media/strip/strip-metadata";
import type { ByteStore } from "./byte-sink";
import type { StoredPart } from "./download-mark";
import { createReader, type ReadFile } from "./media-reader";
import type { PageReadEffects } from "./read-from-page";
import { ALL_FILES, captureFailure, isInterruption, refusalFailure } from "./source-error";

/** What a capture needs of the browser and the store. */
export interface CaptureEffects {
  readonly fetch: typeof fetch;
  readonly bytes: ByteStore & {
    /** How many bytes from the start are stored for good. */
    countStored(): Promise<number>;
    /** The stored bytes; an empty file where there are none. */
    open(): Promise<MediaBytes>;
    /** Stores other bytes instead of all that are there. */
    replaceAll(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  };
  withReferer<T>(host: string, referer: string, task: () => Promise<T>): Promise<T>;
  /** The site to which an address redirects, as a match pattern; null where that cannot be told. */
  findRedirect(url: string): Promise<string | null>;
  readonly readInFrame: PageReadEffects["readInFrame"];
  /** The file that the person has chosen; null when it is kept no more. */
  localFile(): Promise<StoredFile | null>;
  /** Resolves when a permission prompt for this capture, if any, was answered: whether the origin may be fetched. */
  mayFetch(origin: string): Promise<boolean>;
  /** The size in which the page shows the picture, as far as it is known by now. */
  shownSize(): CaptureSource["shownSize"];
  readonly tier: AccountTier;
  /** Epoch milliseconds. */
  now(): number;
}

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
