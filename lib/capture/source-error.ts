import { type ErrorCode, JobFailure, jobError, type JobError } from "../errors/job-error";
import type { MediaRefusal } from "../media/media-refusal";

/** Names what a site's HTTP status means for a capture. `host` is the site's name. */
export function sourceHttpFailure(httpStatus: number, host: string): JobFailure {
  const code: ErrorCode =
    httpStatus === 404 || httpStatus === 410
      ? "source-not-found"
      : httpStatus === 401 || httpStatus === 403
        ? "source-forbidden"
        : "source-http-error";
  return captureFailure(code, { host, httpStatus });
}

/** A failure of the capture stage with what its sentence names. */
export function captureFailure(
  code: ErrorCode,
  details: JobError["details"] = {},
  options?: ErrorOptions,
): JobFailure {
  return new JobFailure(jobError(code, "capture", { details }), options);
}

/** The match pattern of every web site, as it stands in the manifest. */
export const ALL_SITES = "*://*/*";

/**
 * The match pattern of every file of this computer. Chromium grants it without a question where the
 * person lets the extension read files, in the browser's own list of extensions, and nowhere else. Firefox
 * hands no file over whatever was granted: there the manifest does not name it, and no request is answered yes.
 */
export const ALL_FILES = "file:///*";

/** Bytes that cannot be posted, as a failure: the refusal's code and figures are kept. */
export function refusalFailure(refusal: MediaRefusal): JobFailure {
  return captureFailure(refusal.code, { ...refusal.details });
}

/** Whether a capture was only cut off: what is stored of it is good, and it can go on later. */
export function isInterruption({ code }: JobError): boolean {
  switch (code) {
    case "source-unreachable":
    case "capture-stalled":
    case "page-unreachable":
    case "page-closed":
    case "storage-full":
    case "storage-failed":
      return true;
    default:
      return false;
  }
}
