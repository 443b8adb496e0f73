import type { LoadedAddress, PlayedFilm } from "./page-messages";

/** A longer address is not looked at. */
const MAX_ADDRESS = 4096;

/** So many addresses are told, the latest first. */
const MAX_LOADED = 20;

/** What the field calls its playlists and films, by the type of an answer, where the browser tells it. */
const LIST_TYPE = /^(?:application|audio)\/(?:vnd\.apple\.mpegurl|x-mpegurl|mpegurl|dash\+xml)\b/i;
const FILM_TYPE = /^video\/(?:mp4|webm|quicktime)\b/i;
/** The same by their names, which may stand in the query too. */
const LIST_NAME = /\.(?:m3u8|mpd)(?![\w.])/i;
const FILM_NAME = /\.(?:mp4|m4v|webm|mov)$/i;

/**
 * What a video plays whose address names no file: how long it is, where it stands, and which playlists and films
 * this frame has loaded, as far as its own timings tell.
 */
export function describePlayed(video: HTMLVideoElement): PlayedFilm {
  const { duration, currentTime, videoWidth, videoHeight } = video;
  return {
    durationMs: Number.isFinite(duration) ? Math.round(duration * 1000) : null,
    isLive: duration === Infinity,
    atMs: Math.round(currentTime * 1000),
    widthPx: videoWidth,
    heightPx: videoHeight,
    loaded: video.currentSrc.startsWith("blob:") ? listLoaded() : [],
  };
}

function listLoaded(): LoadedAddress[] {
  const loaded = new Map<string, LoadedAddress>();
  const timings = performance.getEntriesByType("resource");
  for (const timing of timings.toReversed()) {
    if (!(timing instanceof PerformanceResourceTiming)) continue;
    const { name: url } = timing;
    if (url.length > MAX_ADDRESS || !/^https?:/i.test(url) || loaded.has(url)) continue;
    const kind = kindOf(url, typeOf(timing));
    if (kind === null) continue;
    loaded.set(url, { url, kind });
    if (loaded.size === MAX_LOADED) break;
  }
  return [...loaded.values()];
}

/** Newer than the types of the language: Chromium tells it, of other sites too where they allow it. */
function typeOf(timing: PerformanceResourceTiming): string {
  return "contentType" in timing && typeof timing.contentType === "string"
    ? timing.contentType
    : "";
}

function kindOf(url: string, type: string): LoadedAddress["kind"] | null {
  if (LIST_TYPE.test(type)) return "list";
  if (FILM_TYPE.test(type) && type !== "video/mp4") return "film";
  const { pathname, search } = new URL(url);
  if (LIST_NAME.test(pathname) || LIST_NAME.test(search)) return "list";
  return FILM_NAME.test(pathname) ? "film" : null;
}
