import { jobError, JobFailure } from "../errors/job-error";
import type { ConvertingAttachment } from "../jobs/attachment";
import type { Conversion } from "../media/conversion";

/** Names of failures of what would hold up its page as well. */
const COSTLY = ["Silence", "TooComplex", "Worker", "NoMemory"];

/** Whether a file that cannot be converted has another version, such as the one that the page shows. */
export async function hasOtherVersion(
  { error }: JobFailure,
  { source, conversion, edited }: ConvertingAttachment,
): Promise<boolean> {
  if (conversion.kind === "frame" || edited !== undefined) return false;
  switch (error.code) {
    case "conversion-failed":
    case "conversion-unsupported":
    case "hidden-data":
    case "truncated-file":
    case "too-many-pixels": {
      const { hasNextVersion } = await import("../capture/versions/list-versions");
      const isCostly =
        error.code === "conversion-failed" && COSTLY.includes(error.details.name ?? "");
      // Of a file that ends early the page shows no more than a part.
      const mayBeSeen = !isCostly && error.code !== "truncated-file";
      return hasNextVersion(source, conversion.kind === "picture" && mayBeSeen);
    }
    default:
      return false;
  }
}

/**
 * A file that is converted only because of what may be hidden in it, and cannot be: X would take it, and
 * why it does not get it is the one thing to say.
 */
export function nameUncleanable(failure: unknown, conversion: Conversion): unknown {
  if (conversion.kind === "frame" || conversion.kind === "edit") return failure;
  if (!("because" in conversion) || conversion.because !== "hidden-data") return failure;
  if (!(failure instanceof JobFailure)) return failure;
  switch (failure.error.code) {
    case "conversion-failed":
    case "conversion-unsupported":
    case "conversion-wrong":
    case "truncated-file":
    case "too-many-pixels": {
      const details = { name: failure.error.code };
      return new JobFailure(jobError("hidden-data", "conversion", { details }), { cause: failure });
    }
    default:
      return failure;
  }
}
