import type { JobError } from "./job-error";

/** The site that a failure wants to be allowed, as a match pattern; null for other failures. */
export function wantedOrigin({ details }: JobError): string | null {
  return "origin" in details && typeof details.origin === "string" ? details.origin : null;
}
