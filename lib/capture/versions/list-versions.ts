import type { CaptureSource } from "../../jobs/capture-source";
import { planCapture } from "../plan-capture";
import { mayOffer, namingPageOf } from "../site/site-trust";

/**
 * The versions of a picture to try, best first: those that the page lists, each with the way to reach
 * it, and at the end the one that it shows, unless that only keeps the place of the picture. What a page
 * must not name is left out. The last of all are the pixels of the shown one, as they stand on the screen.
 */
export function listVersions(source: CaptureSource): CaptureSource[] {
  const { offer } = source;
  const onScreen = { ...source, way: "screen" as const, neededOrigin: null };
  if (source.wantsScreen === true) return [onScreen];
  const shown = canBeOnScreen(source) ? [source, onScreen] : [source];
  if (offer === undefined) return shown;
  const better = offer.urls
    .filter((url) => mayOffer(url, namingPageOf(source)))
    .map((url) => ({
      ...source,
      url,
      isOffered: true,
      ...planVersion(source, url, offer.frameUrl),
    }))
    .filter(({ way }) => way !== "none");
  return offer.shownIsPlaceholder ? better : [...better, ...shown];
}

/** A film is not what it shows at one moment, and a chosen file stands on no page. */
function canBeOnScreen({ element, way, tabId }: CaptureSource): boolean {
  return element === "image" && way !== "file" && way !== "none" && tabId >= 0;
}

/**
 * Whether something is left to be captured where the present version cannot be converted.
 *
 * @param canBeDrawn whether the page could draw it: not a film, nor what would take it too long
 */
export function hasNextVersion(source: CaptureSource, canBeDrawn: boolean): boolean {
  const next = listVersions(source)[(source.version ?? 0) + 1];
  if (next?.way === "screen") return canBeDrawn;
  // An inline address is dropped once its bytes are stored.
  return next !== undefined && next.url !== "data:";
}

function planVersion(
  source: CaptureSource,
  url: string,
  frameUrl: string,
): Pick<CaptureSource, "way" | "neededOrigin"> {
  const { way, neededOrigin } = planCapture({ ...source, srcUrl: url, frameUrl });
  return { way, neededOrigin };
}
