import type { JobFailure } from "../errors/job-error";
import { conversionFailure } from "./conversion-failure";

/**
 * The failure `truncated-file` of a file that contradicts its own format.
 *
 * @param mediaType the type that it claims, as a MIME type or by its short name
 */
export function malformedFile(
  mediaType: string,
  totalBytes: number,
  options?: ErrorOptions,
): JobFailure {
  return conversionFailure(
    "truncated-file",
    { mediaType, damage: "malformed", totalBytes },
    options,
  );
}
