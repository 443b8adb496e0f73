import { type ErrorCode, JobFailure } from "../../errors/job-error";
import type { CapturingAttachment } from "../../jobs/attachment";
import { captureAttachment } from "../capture-attachment";
import type { CaptureEffects } from "../capture-effects";
import { listVersions } from "./list-versions";
import { captureFailure } from "../../errors/capture-failure";

/**
 * Captures the best version that the page lists: where one cannot be had, the next, and at last the
 * one that the page shows. A download that was cut off goes on with the version that it had begun.
 *
 * @throws as `captureAttachment`, with the failure of the last version; `JobFailure` `protected-video`
 */
export async function captureBest(
  attachment: CapturingAttachment,
  effects: CaptureEffects,
  signal: AbortSignal,
): ReturnType<typeof captureAttachment> {
  const { source, mark } = attachment;
  if (source.offer?.isProtected === true) throw captureFailure("protected-video");
  const versions = listVersions(source);
  const begun = versions.findIndex(({ url }) => url === (mark?.url ?? source.url));
  const left = mark === null || begun < 0 ? versions : versions.slice(begun);
  for (const [index, version] of left.entries()) {
    const own = mark !== null && index === 0 && begun >= 0 ? mark : null;
    const { append } = effects.bytes;
    // The shown version's address is the source's own.
    const addressed = (next: typeof mark) =>
      next === null || version === source ? next : { ...next, url: version.url };
    const bytes: CaptureEffects["bytes"] = {
      ...effects.bytes,
      append: (startByte, run, transfer, begins) =>
        append(
          startByte,
          run,
          transfer,
          begins && {
            mark: addressed(begins.mark),
            isUnseen: begins.isUnseen || version !== source,
          },
        ),
    };
    try {
      return await captureAttachment(
        { ...attachment, source: version, mark: own },
        { ...effects, bytes },
        signal,
      );
    } catch (failure) {
      const isLast = index === left.length - 1;
      if (isLast || signal.aborted || !isFaultOfVersion(failure)) throw failure;
    }
  }
  throw captureFailure("source-gone");
}

/** Whether another version of the same picture may do better. */
function isFaultOfVersion(failure: unknown): boolean {
  return failure instanceof JobFailure && FAULTS_OF_VERSION.has(failure.error.code);
}

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
  "capture-stalled",
  "empty-file",
  "truncated-file",
  "not-media",
  "unsupported-type",
  "too-large",
  "dimensions",
]);
