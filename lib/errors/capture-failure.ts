import type { MediaRefusal } from "../media/media-refusal";
import type { ErrorCode } from "./error-codes";
import type { DetailsOf } from "./error-details";
import { jobError, JobFailure } from "./job-error";

/** A failure of the capture stage with what its sentence names. */
export function captureFailure<Code extends ErrorCode>(
  code: Code,
  details?: DetailsOf<Code>,
  options?: ErrorOptions,
): JobFailure {
  return new JobFailure(jobError(code, "capture", { details }), options);
}

/**
 * Bytes that cannot be posted, as a failure: the refusal's code and figures are kept.
 *
 * @param trimToMs to what length the video can be cut so that it keeps the limit; null where that is no way out
 */
export function refusalFailure(
  { code, details }: MediaRefusal,
  trimToMs: number | null = null,
): JobFailure {
  return captureFailure(code, { ...details, ...(trimToMs !== null && { trimToMs }) });
}
