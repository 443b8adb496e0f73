import type { LoadedAddress } from "./page-messages";

/** A longer address is not looked at. */
const MAX_ADDRESS = 4096;

/** So many addresses are told of a frame, or of a tab; of those that differ in their queries only, so many. */
export const MAX_LOADED = 20;
const MAX_OF_ONE_PATH = 4;

/** What the field calls its playlists and films, by the type of an answer, where the browser tells it. */
const LIST_TYPE = /^(?:application|audio)\/(?:vnd\.apple\.mpegurl|x-mpegurl|mpegurl|dash\+xml)\b/i;
const FILM_TYPE = /^video\/(?:mp4|webm|quicktime)\b/i;
/** The same by their names, which may stand in the query too. */
const LIST_NAME = /\.(?:m3u8|mpd)(?![\w.])/i;
const FILM_NAME = /\.(?:mp4|m4v|webm|mov)$/i;

/** What a player adds to the address of a live list each time. Source: draft-pantos-hls-rfc8216bis, section 6.2.5. */
const DELIVERY_DIRECTIVE = /^_HLS_/;

/**
 * What lies at an address that a page has loaded, with what a player has added taken off; null where that is neither
 * a playlist nor a film.
 *
 * @param type of the answer; empty where nobody knows it
 */
export function toLoadedAddress(address: string, type: string): LoadedAddress | null {
  if (address.length > MAX_ADDRESS || !/^https?:/i.test(address) || !URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  const kind = kindOf(url, type);
  if (kind === null) return null;
  // By hand: `searchParams` would rewrite the whole query, which may be signed, and cannot be iterated in Firefox's scripts.
  const parameters = url.search.slice(1).split("&");
  const own = parameters.filter((parameter) => !DELIVERY_DIRECTIVE.test(parameter));
  if (own.length === parameters.length) return { url: address, kind };
  url.search = own.join("&");
  return { url: url.href, kind };
}

function kindOf({ pathname, search }: URL, type: string): LoadedAddress["kind"] | null {
  if (LIST_TYPE.test(type)) return "list";
  if (FILM_TYPE.test(type) && type !== "video/mp4") return "film";
  if (LIST_NAME.test(pathname) || LIST_NAME.test(search)) return "list";
  return FILM_NAME.test(pathname) ? "film" : null;
}

/**
 * The addresses without those that come twice, at most {@link MAX_LOADED}; a list that is loaded again and again with
 * another query does not push out the others.
 *
 * @param loaded the latest first
 */
export function keepDistinct<Address extends { readonly url: string }>(
  loaded: Iterable<Address>,
): Address[] {
  const kept = new Map<string, Address>();
  const ofPath = new Map<string, number>();
  for (const address of loaded) {
    if (kept.size === MAX_LOADED) break;
    const [path = ""] = address.url.split("?", 1);
    const count = ofPath.get(path) ?? 0;
    if (kept.has(address.url) || count === MAX_OF_ONE_PATH) continue;
    ofPath.set(path, count + 1);
    kept.set(address.url, address);
  }
  return [...kept.values()];
}
