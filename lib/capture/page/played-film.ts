import { keepDistinct, toLoadedAddress } from "./list-address";
import type { LoadedAddress, PlayedFilm } from "./page-messages";

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
    loaded: video.currentSrc.startsWith("blob:") ? keepDistinct(listLoaded()) : [],
  };
}

function* listLoaded(): Generator<LoadedAddress> {
  const timings = performance.getEntriesByType("resource");
  for (const timing of timings.toReversed()) {
    if (!(timing instanceof PerformanceResourceTiming)) continue;
    const loaded = toLoadedAddress(timing.name, typeOf(timing));
    if (loaded !== null) yield loaded;
  }
}

/** Newer than the types of the language: Chromium tells it, of other sites too where they allow it. */
function typeOf(timing: PerformanceResourceTiming): string {
  return "contentType" in timing && typeof timing.contentType === "string"
    ? timing.contentType
    : "";
}
