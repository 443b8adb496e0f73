import type { JobError } from "./job-error";

/** Whether a capture was only cut off: what is stored of it is good, and it can go on later. */
export function isInterruption({ code }: JobError): boolean {
  switch (code) {
    case "source-unreachable":
    case "capture-stalled":
    case "page-unreachable":
    case "page-closed":
    case "storage-full":
    case "storage-failed":
      return true;
    default:
      return false;
  }
}
