import type { ErrorCode } from "./error-codes";
import type { JobError } from "./job-error";

/** The one useful thing that a person can do about an error; the popup has a button for each but `none`. */
export type NextAction =
  | "retry"
  | "sign-in"
  | "open-options"
  | "allow-site"
  | "allow-all-sites"
  | "edit-text"
  | "trim"
  | "convert"
  | "choose-stream"
  | "remove"
  | "none";

/** What helps against each error. */
export const NEXT_ACTIONS: Readonly<Record<ErrorCode, NextAction>> = {
  "permission-refused": "allow-site",
  "page-unreachable": "remove",
  "page-closed": "allow-site",
  "unsupported-source": "remove",
  "file-unreadable": "retry",
  "streamed-video": "remove",
  "several-streams": "choose-stream",
  "protected-video": "remove",
  "canvas-tainted": "remove",
  "source-gone": "remove",
  "file-gone": "remove",
  "source-not-found": "remove",
  "source-forbidden": "retry",
  "source-http-error": "retry",
  "source-unreachable": "retry",
  "redirect-failed": "remove",
  "redirect-refused": "allow-site",
  "redirect-hidden": "allow-all-sites",
  "capture-stalled": "retry",
  "capture-crashed": "retry",
  "empty-file": "remove",
  "truncated-file": "retry",
  "not-media": "retry",
  "file-not-media": "remove",
  "own-file-unreadable": "remove",
  "unsupported-type": "remove",
  "too-large": "remove",
  "too-long": "remove",
  "too-short": "remove",
  "too-many-frames": "remove",
  "too-many-pixels": "remove",
  dimensions: "remove",
  "not-subtitles": "none",
  "subtitles-too-large": "none",
  "mix-not-allowed": "remove",
  "too-many-images": "remove",
  "conversion-unsupported": "remove",
  "conversion-failed": "retry",
  "conversion-wrong": "retry",
  "hidden-data": "remove",
  "storage-full": "retry",
  "storage-failed": "retry",
  "storage-blocked": "retry",
  "storage-newer": "none",
  "bytes-gone": "retry",
  "no-client-id": "open-options",
  "sign-in-closed": "sign-in",
  "sign-in-refused": "sign-in",
  "sign-in-forged": "sign-in",
  "sign-in-failed": "sign-in",
  "client-id-rejected": "open-options",
  "client-confidential": "open-options",
  "scope-missing": "sign-in",
  "signed-out": "sign-in",
  "token-refused": "retry",
  "x-not-allowed": "allow-site",
  "account-twice": "sign-in",
  "account-busy": "none",
  network: "retry",
  "no-credits": "retry",
  "spend-cap": "retry",
  "not-enrolled": "retry",
  "not-permitted": "open-options",
  "account-suspended": "retry",
  "account-locked": "retry",
  "crypto-address": "edit-text",
  "too-many-cashtags": "edit-text",
  "reply-refused": "edit-text",
  refused: "retry",
  "duplicate-post": "edit-text",
  "text-too-long": "edit-text",
  "media-refused": "retry",
  "invalid-request": "retry",
  "payload-too-large": "retry",
  "tier-limit": "remove",
  "rate-limited": "retry",
  "usage-capped": "retry",
  "x-unavailable": "retry",
  "unreadable-answer": "retry",
  "processing-failed": "remove",
  "processing-timeout": "retry",
  "outcome-unknown": "none",
  "no-media": "none",
  "alt-text-missing": "edit-text",
  "reply-link-invalid": "edit-text",
  "thread-broken": "edit-text",
  unexpected: "retry",
};

/**
 * What helps against an error as it is: where a stored video can be cut to keep X's limit, cutting it; where
 * X could not read what is stored, coding that anew.
 */
export function nextActionOf(error: JobError): NextAction {
  if (trimLengthOf(error) !== null) return "trim";
  return helpsToConvert(error) ? "convert" : NEXT_ACTIONS[error.code];
}

/** Whether X may take what a conversion makes of the stored bytes; whoever knows them says so in `details.remedy`. */
export function helpsToConvert({ code, details }: JobError): boolean {
  return code === "processing-failed" && details.remedy === "convert";
}

/** The length to which the stored video could be cut to keep X's limit, in ms; null where that is no way out. */
export function trimLengthOf({ code, details }: JobError): number | null {
  return code === "too-long" || code === "too-large" ? (details.trimToMs ?? null) : null;
}
