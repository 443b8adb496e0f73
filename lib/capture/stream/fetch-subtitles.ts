import { jobError, JobFailure, toJobError } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import { placeCues } from "../../media/place-cues";
import { type StreamTracks, trackIdOf } from "../../media/stream-tracks";
import { MAX_SUBTITLE_BYTES } from "../../media/subtitles";
import { readWebVtt, type WebVtt, writeWebVtt } from "../../media/web-vtt";
import type { SiteEffects } from "../site/ask-site";
import { createPartFetch, type PartFetch } from "./fetch-part";
import { fetchListing } from "./fetch-listing";
import { fetchSmall } from "./fetch-small";
import { readSource } from "./find-pieces";
import { PARTS_SIDE_BY_SIDE } from "./piece-queue";
import type { FilePart } from "./stream";

/** Two hours in pieces of six seconds, and room for more. */
const MAX_PIECES = 2000;

/**
 * Fetches the subtitles of all of a stream's film, in one language.
 *
 * @param source what was clicked; its stream was captured already
 * @returns WebVTT by the time line of the film
 * @throws `JobFailure` `not-subtitles` where the list names none such any more, or what it names is no WebVTT;
 *   `empty-file` where nothing is said in all of the film; `subtitles-too-large`; those of fetching
 */
export async function fetchSubtitles(
  source: CaptureSource,
  { url, zeroSecs = 0 }: Pick<StreamTracks, "url" | "zeroSecs">,
  trackId: string,
  effects: SiteEffects,
  signal: AbortSignal,
): Promise<string> {
  const from =
    url === source.url ? source : { ...source, url, way: "worker" as const, isOffered: true };
  const fetchPart = createPartFetch(from, effects);
  const listing = await fetchListing(url, fetchPart, signal);
  const subtitles = "offer" in listing ? listing.offer.subtitles : [];
  const wanted = subtitles.find((one) => trackIdOf(one) === trackId);
  if (wanted === undefined) throw failure("not-subtitles");
  const { pieces } = await readSource(wanted.from, fetchPart, signal);
  if (pieces.length > MAX_PIECES) throw failure("subtitles-too-large");
  const cues = placeCues(await fetchFiles(pieces, fetchPart, signal), zeroSecs);
  if (cues.length === 0) throw failure("empty-file");
  const text = writeWebVtt(cues);
  if (new Blob([text]).size > MAX_SUBTITLE_BYTES) throw failure("subtitles-too-large");
  return text;
}

/** In the order of the pieces, a few side by side. */
async function fetchFiles(
  pieces: readonly FilePart[],
  fetchPart: PartFetch,
  signal: AbortSignal,
): Promise<WebVtt[]> {
  const files: WebVtt[] = [];
  let next = 0;
  let totalBytes = 0;
  const failed = new AbortController();
  const ended = AbortSignal.any([signal, failed.signal]);
  const fetchOn = async () => {
    for (let at = next++; at < pieces.length; at = next++) {
      const piece = pieces[at];
      if (piece === undefined) return;
      const { file } = await fetchSmall(piece, fetchPart, ended).catch((cause: unknown) => {
        // What is said of a list that is too long.
        throw toJobError(cause, "subtitles").code === "streamed-video"
          ? failure("subtitles-too-large")
          : cause;
      });
      totalBytes += file.size;
      // The same words stand in several files where they go on from one to the next.
      if (totalBytes > 2 * MAX_SUBTITLE_BYTES) throw failure("subtitles-too-large");
      const read = readWebVtt(await file.text());
      if (read === null) throw failure("not-subtitles");
      files[at] = read;
    }
  };
  const all = Array.from({ length: PARTS_SIDE_BY_SIDE }, () => fetchOn());
  try {
    await Promise.all(all);
  } finally {
    failed.abort();
    await Promise.allSettled(all);
  }
  return files;
}

function failure(code: "not-subtitles" | "empty-file" | "subtitles-too-large"): JobFailure {
  return new JobFailure(jobError(code, "subtitles"));
}
