import type { JobError } from "../errors/job-error";
import type { CaptureSource } from "./capture-source";

/** Names streams in the details of an error by their places among what a page has loaded: an address may be signed. */
export function toStreamDetails(
  urls: readonly string[],
  loaded: readonly { readonly url: string }[],
): { readonly streams: string } {
  return { streams: urls.map((url) => loaded.findIndex((one) => one.url === url)).join(" ") };
}

/** The addresses of the streams among which an error asks to choose; none for other errors. */
export function listStreams(
  { code, details }: JobError,
  { offer }: Pick<CaptureSource, "offer">,
): readonly string[] {
  if (code !== "several-streams") return [];
  return (details.streams ?? "")
    .split(" ")
    .flatMap((place) => offer?.film?.loaded[Number(place)]?.url ?? []);
}
