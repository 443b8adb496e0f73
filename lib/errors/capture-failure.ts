import type { MediaRefusal } from "../media/media-refusal";
import { type ErrorCode, jobError, type JobError, JobFailure } from "./job-error";

/** A failure of the capture stage with what its sentence names. */
export function captureFailure(
  code: ErrorCode,
  details: JobError["details"] = {},
  options?: ErrorOptions,
): JobFailure {
  return new JobFailure(jobError(code, "capture", { details }), options);
}

/** Bytes that cannot be posted, as a failure: the refusal's code and figures are kept. */
export function refusalFailure(refusal: MediaRefusal): JobFailure {
  return captureFailure(refusal.code, { ...refusal.details });
}
