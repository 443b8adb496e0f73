import { type ErrorCode, JobFailure, jobError, type JobError } from "../errors/job-error";

/** A failure of the conversion stage with what its sentence names. */
export function conversionFailure(
  code: ErrorCode,
  details: JobError["details"] = {},
  options?: ErrorOptions,
): JobFailure {
  return new JobFailure(jobError(code, "conversion", { details }), options);
}
