import { ownDocument } from "./own-properties";
import { shadowRootOf } from "./shadow-root";

/** As many as a scan looks at. */
const MAX_ELEMENTS = 10_000;

/**
 * Finds the video in sight that a player feeds: one that plays before one that rests, of these the one of which most is
 * seen. Firefox tells no address of such a video in the click (players revoke it), and once the pointer was over
 * the menu none need be under it.
 */
export function findFedVideo(): HTMLVideoElement | undefined {
  const fed = listVideos()
    .filter(({ currentSrc, readyState }) => currentSrc.startsWith("blob:") && readyState > 0)
    .map((video) => ({ video, isPlaying: !video.paused, seenPx: countSeenPixels(video) }))
    .filter(({ seenPx }) => seenPx > 0)
    .toSorted((a, b) => Number(b.isPlaying) - Number(a.isPlaying) || b.seenPx - a.seenPx);
  return fed[0]?.video;
}

/** Those in shadow trees too, where players like to be. */
function listVideos(): HTMLVideoElement[] {
  const videos: HTMLVideoElement[] = [];
  const roots: (Document | ShadowRoot)[] = [ownDocument()];
  let looked = 0;
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) {
      looked += 1;
      if (looked > MAX_ELEMENTS) return videos;
      if (element instanceof HTMLVideoElement) videos.push(element);
      const inner = shadowRootOf(element);
      if (inner !== null) roots.push(inner);
    }
  }
  return videos;
}

function countSeenPixels(video: HTMLVideoElement): number {
  const { left, right, top, bottom } = video.getBoundingClientRect();
  const width = Math.min(right, innerWidth) - Math.max(left, 0);
  const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return Math.max(0, width) * Math.max(0, height);
}
