import type { ErrorCode } from "../errors/error-codes";
import type { DetailsOf } from "../errors/error-details";
import { JobFailure, jobError } from "../errors/job-error";

/** A failure of the conversion stage with what its sentence names. */
export function conversionFailure<Code extends ErrorCode>(
  code: Code,
  details?: DetailsOf<Code>,
  options?: ErrorOptions,
): JobFailure {
  return new JobFailure(jobError(code, "conversion", { details }), options);
}
