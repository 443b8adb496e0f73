import { captureFailure } from "../../errors/capture-failure";
import { JobFailure } from "../../errors/job-error";

/**
 * What judging a file of the person's own ended with: no site has sent it, and signing in there cannot
 * bring another one. Anything but `not-media` stays as it is.
 */
export function ownFileFailure(thrown: unknown): unknown {
  return thrown instanceof JobFailure && thrown.error.code === "not-media"
    ? captureFailure("file-not-media", undefined, { cause: thrown })
    : thrown;
}
