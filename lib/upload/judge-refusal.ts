import type { JobError } from "../errors/job-error";

/** A call of a segmented upload; `finalize again`: an earlier one, without an answer, may have worked. */
export type UploadCall = "append" | "finalize" | "finalize again" | "status";

/** Statuses by which X says that there is no such upload, or that it is past this call. */
const GONE_STATUSES: readonly number[] = [404, 409, 410];

/**
 * Whether X's status of a medium can tell more than a repeated finalize that has failed: X may have
 * worked it off the first time, and refuse or lose the second. What X says about the account, its
 * token or its limits holds for the status too.
 */
export function mayBeFinalized({ code }: JobError): boolean {
  switch (code) {
    case "invalid-request":
    case "media-refused":
    case "refused":
    case "network":
    case "x-unavailable":
    case "unreadable-answer":
      return true;
    default:
      return false;
  }
}

/**
 * Whether X refuses this one upload, not its file and not the account: then going on with it is
 * refused again, and a fresh one can pass. So it is where a segment is refused (an earlier try of it
 * may have arrived, or X has lost the upload), where X does not know what it has finalized, and where
 * it lacks segments that it has acknowledged. What it says to a first finalize is about the file
 * otherwise.
 */
export function isUploadLost({ code, server }: JobError, call: UploadCall): boolean {
  if (code !== "invalid-request") return false;
  // About the file, in every call. The first finalize of what was sent early counts as repeated, too.
  if (/media type unrecognized/i.test(server?.message ?? "")) return false;
  switch (call) {
    case "append":
    case "finalize again":
    case "status":
      return true;
    case "finalize":
      return (
        GONE_STATUSES.includes(server?.httpStatus ?? 0) ||
        /segments do not add up|not found/i.test(server?.message ?? "")
      );
  }
}
