import type { ErrorCode } from "../../errors/error-codes";
import { JobFailure } from "../../errors/job-error";
import type { CapturingAttachment } from "../../jobs/attachment";
import { captureAttachment } from "../capture-attachment";
import type { CaptureEffects } from "../capture-effects";
import { listVersions } from "./list-versions";
import { captureFailure } from "../../errors/capture-failure";

/**
 * Captures the best version that the page lists: where one cannot be had, the next, then the one that the page
 * shows, and at last the pixels of that. A download that was cut off goes on with the version that it had begun;
 * one whose outcome could not be converted, with the next.
 *
 * @throws as `captureAttachment`, with the failure of the last version that has an address; `JobFailure`
 *   `protected-video`
 */
export async function captureBest(
  attachment: CapturingAttachment,
  effects: CaptureEffects,
  signal: AbortSignal,
): ReturnType<typeof captureAttachment> {
  const { source, mark } = attachment;
  if (source.offer?.isProtected === true) throw captureFailure("protected-video");
  const { firstVersion, error: refusal } = source.refused ?? { firstVersion: 0, error: null };
  const versions = listVersions(source).slice(firstVersion);
  let failed: unknown = refusal && new JobFailure(refusal);
  const begun = versions.findIndex(({ url }) => url === (mark?.url ?? source.url));
  const left = mark === null || begun < 0 ? versions : versions.slice(begun);
  for (const [index, version] of left.entries()) {
    const own = mark !== null && index === 0 && begun >= 0 ? mark : null;
    const { append } = effects.bytes;
    // The shown version's address is the source's own.
    const addressed = (next: typeof mark) =>
      next === null || version.url === source.url ? next : { ...next, url: version.url };
    const bytes: CaptureEffects["bytes"] = {
      ...effects.bytes,
      append: (startByte, run, transfer, begins, stream) =>
        append(
          startByte,
          run,
          transfer,
          begins && {
            mark: addressed(begins.mark),
            // Of what the page only names the person has seen nothing.
            isUnseen: begins.isUnseen || version !== source || source.isOffered === true,
            isFromScreen: version.way === "screen",
            version: firstVersion + versions.indexOf(version),
          },
          stream,
        ),
    };
    try {
      return await captureAttachment(
        { ...attachment, source: version, mark: own },
        { ...effects, bytes },
        signal,
      );
    } catch (failure) {
      if (signal.aborted) throw failure;
      // Of the pixels on the screen nobody had heard: what the address met says more.
      failed = version.way === "screen" && failed !== null ? failed : failure;
      const next = left[index + 1];
      if (next === undefined || !isFaultOfVersion(failed)) throw failed;
      if (next.way === "screen" && !isFaultOfAddress(failed)) throw failed;
    }
  }
  throw captureFailure("source-gone");
}

/** Whether another version of the same picture may do better. */
function isFaultOfVersion(failure: unknown): boolean {
  return failure instanceof JobFailure && FAULTS_OF_VERSION.has(failure.error.code);
}

/** Whether the pixels on the screen are what is left; else the person can let us have the file, or it is of no use. */
function isFaultOfAddress(failure: unknown): boolean {
  if (!(failure instanceof JobFailure)) return false;
  const { code, details } = failure.error;
  // The page shows no more of a file that ends early.
  const isCutShort = code === "truncated-file" && details["damage"] === "ends-early";
  return !isCutShort && !REMEDIED.has(code);
}

const REMEDIED: ReadonlySet<ErrorCode> = new Set([
  "permission-refused",
  "redirect-refused",
  "redirect-hidden",
  "dimensions",
]);

const FAULTS_OF_VERSION: ReadonlySet<ErrorCode> = new Set([
  "permission-refused",
  "source-gone",
  "source-not-found",
  "source-forbidden",
  "source-http-error",
  "source-unreachable",
  "redirect-refused",
  "redirect-hidden",
  "redirect-failed",
  "canvas-tainted",
  "page-unreachable",
  "capture-stalled",
  "empty-file",
  "truncated-file",
  "not-media",
  "unsupported-type",
  "too-large",
  "dimensions",
]);
