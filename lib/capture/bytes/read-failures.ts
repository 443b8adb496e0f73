import { JobFailure, toJobError } from "../../errors/job-error";

/** Whether an address is one of the web: a site can be asked for it. */
export function isWebAddress(url: string): boolean {
  return url.startsWith("http:") || url.startsWith("https:");
}

/** Whether what came lists the pieces of a video. */
export function isPlaylist(failure: unknown): boolean {
  const { code, details } = toJobError(failure, "capture");
  return code === "unsupported-type" && (details.detected === "hls" || details.detected === "dash");
}

/** Whether a player feeds the video: there is nothing at its address. */
export function isStreamed(failure: unknown): boolean {
  return toJobError(failure, "capture").code === "streamed-video";
}

/** Whether the browser's own copy may be at fault: asked anew, the site may answer otherwise. */
export function mayBeStale(failure: unknown): boolean {
  switch (toJobError(failure, "capture").code) {
    case "not-media":
    case "empty-file":
    case "truncated-file":
    case "source-forbidden":
    case "source-http-error":
    case "source-not-found":
      return true;
    default:
      return false;
  }
}

/** Whether no answer came at all. */
export function isUnreachable(failure: unknown): boolean {
  return failure instanceof JobFailure && failure.error.code === "source-unreachable";
}

/** Whether the page could not read, which says nothing about the worker. */
export function isPageTrouble(failure: unknown): boolean {
  switch (toJobError(failure, "capture").code) {
    case "page-unreachable":
    case "source-gone":
    case "source-unreachable":
      return failure instanceof JobFailure;
    default:
      return false;
  }
}
