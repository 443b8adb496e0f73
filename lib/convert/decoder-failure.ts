import { JobFailure } from "../errors/job-error";

/** What decoders throw: for bytes that make no sense, and for what calls itself a key frame and is none. */
const NAMES = ["EncodingError", "DataError"];

/** Whether a conversion may have failed because the browser's decoder gave up on something damaged. */
export function isOfDecoder(failure: unknown): boolean {
  if (!(failure instanceof JobFailure)) return false;
  const { error } = failure;
  return error.code === "conversion-failed" && NAMES.includes(error.details?.name ?? "");
}
