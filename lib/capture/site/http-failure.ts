import { captureFailure } from "../../errors/capture-failure";
import type { ErrorCode } from "../../errors/error-codes";
import type { JobFailure } from "../../errors/job-error";

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
