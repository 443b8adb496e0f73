import { captureFailure } from "../../errors/capture-failure";
import { toJobError } from "../../errors/job-error";
import type { CaptureSource, FilmOffer } from "../../jobs/capture-source";
import { toStreamDetails } from "../../jobs/stream-choice";
import type { SiteEffects } from "../site/ask-site";
import { mayOffer, namingPageOf } from "../site/site-trust";
import { createPartFetch, type PartFetch } from "./fetch-part";
import { fetchListing, type Listing } from "./fetch-listing";
import { fitStreams, type StreamFacts } from "./fit-stream";
import { durationOf } from "./plan-pieces";
import type { PictureRendition } from "./stream";

/**
 * So many lists of a page are read before one that fits is taken: a player loads a few for each film. One that changes its quality often has loaded the
 * choice of them long before the latest.
 */
const FIRST_LISTS = 8;

/**
 * Finds what a player feeds to a video among the lists and films that its page has loaded.
 *
 * @returns the address of the stream, or of the file
 * @throws `JobFailure` `several-streams` where more than one may be meant; `streamed-video` where none is;
 *   `permission-refused` with the site to be allowed first
 */
export async function findStream(
  source: CaptureSource,
  film: FilmOffer,
  effects: SiteEffects,
  signal: AbortSignal,
): Promise<string> {
  if (source.streamUrl !== undefined) return source.streamUrl;
  const fetchPart = createPartFetch(source, effects);
  const facts: StreamFacts[] = [];
  const lists = film.loaded.filter(({ kind }) => kind === "list");
  let firstFailure: unknown = null;
  let refusal: unknown = null;
  for (const [index, { url }] of lists.entries()) {
    if (index >= FIRST_LISTS && fitStreams(facts, film).some(({ isChoice }) => isChoice)) break;
    try {
      facts.push(await readFacts(url, fetchPart, signal));
    } catch (failure) {
      signal.throwIfAborted();
      // One of several lists may be gone, or lie on the site of an advertisement.
      if (toJobError(failure, "capture").code === "permission-refused") refusal ??= failure;
      else firstFailure ??= failure;
    }
  }
  const fitting = fitStreams(facts, film).map(({ url }) => url);
  if (fitting.length === 0 && refusal !== null) throw refusal;
  const films = film.loaded
    .filter(({ kind, url }) => kind === "film" && mayOffer(url, namingPageOf(source)))
    .map(({ url }) => url);
  // A player that has loaded lists does not play from films.
  const found = fitting.length > 0 ? fitting : lists.length > 0 ? [] : films;
  if (found.length > 1)
    throw captureFailure("several-streams", toStreamDetails(found, film.loaded));
  const [only] = found;
  if (only === undefined) throw firstFailure ?? captureFailure("streamed-video");
  return only;
}

async function readFacts(
  url: string,
  fetchPart: PartFetch,
  signal: AbortSignal,
): Promise<StreamFacts> {
  const listing = await fetchListing(url, fetchPart, signal);
  if ("list" in listing)
    return { url, ...timesOf(listing), ratio: null, isChoice: false, names: [] };
  const { pictures, sounds, besideUrls } = listing.offer;
  const names = [
    ...besideUrls,
    ...[...pictures, ...sounds].flatMap(({ from }) => (from?.in === "playlist" ? [from.url] : [])),
  ];
  const [first] = pictures;
  const times = first === undefined ? UNKNOWN : await readTimes(first, fetchPart, signal);
  return { url, ...times, ratio: ratioOf(pictures), isChoice: true, names };
}

const UNKNOWN = { durationMs: null, isLive: false };

function readTimes({ from }: PictureRendition, fetchPart: PartFetch, signal: AbortSignal) {
  switch (from.in) {
    case "list":
      return timesOf({ list: from.list });
    case "playlist":
      return fetchListing(from.url, fetchPart, signal).then((listing) =>
        "list" in listing ? timesOf(listing) : UNKNOWN,
      );
    case "periods":
    case "index":
      return UNKNOWN;
  }
}

function timesOf({ list }: Extract<Listing, { list: unknown }>) {
  return { durationMs: durationOf(list), isLive: !list.isComplete };
}

function ratioOf(pictures: readonly PictureRendition[]): number | null {
  const known = pictures.find(({ widthPx, heightPx }) => widthPx > 0 && heightPx > 0);
  return known === undefined ? null : known.widthPx / known.heightPx;
}
