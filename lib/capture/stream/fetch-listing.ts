import { captureFailure } from "../../errors/capture-failure";
import { parsePlaylist } from "../hls/parse-playlist";
import type { PartFetch } from "./fetch-part";
import { fetchSmall } from "./fetch-small";
import type { PieceList, StreamOffer } from "./stream";

/** What a list turned out to be: a choice of renditions, or the pieces of one. */
export type Listing = { readonly offer: StreamOffer } | { readonly list: PieceList };

/** HLS has no other beginning; DASH is XML. */
const DASH = /^\uFEFF?\s*<(?:\?xml|!--|MPD[\s>])/;

/**
 * Fetches and reads a list of HLS or DASH.
 *
 * @throws `JobFailure` `not-media` for what is none; `streamed-video` for one that is too long; those of fetching
 */
export async function fetchListing(
  url: string,
  fetchPart: PartFetch,
  signal: AbortSignal,
): Promise<Listing> {
  const { url: foundUrl, file } = await fetchSmall({ url, range: null }, fetchPart, signal);
  const text = await file.text();
  if (DASH.test(text)) {
    const { parseManifest } = await import("../dash/parse-manifest");
    const offer = parseManifest(text, foundUrl, Date.now());
    if (offer !== null) return { offer };
  }
  const playlist = parsePlaylist(text, foundUrl);
  if (playlist === null) throw captureFailure("not-media", { detected: "text" });
  return playlist.kind === "choice" ? { offer: playlist.offer } : { list: playlist.list };
}
