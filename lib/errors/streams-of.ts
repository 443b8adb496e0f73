import type { JobError } from "./job-error";

/** The addresses of the streams among which an error asks to choose; none for other errors. */
export function listStreams({ code, details }: JobError): readonly string[] {
  if (code !== "several-streams") return [];
  return (details.streams ?? "").split("\n").filter((url) => URL.canParse(url));
}
