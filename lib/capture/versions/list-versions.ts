import type { CaptureSource } from "../../jobs/capture-source";
import { planCapture } from "../plan-capture";
import { mayOffer } from "../site/site-trust";

/**
 * The versions of a picture to try, best first: those that the page lists, each with the way to reach
 * it, and at the end the one that it shows, unless that only keeps the place of the picture. What a page
 * must not name is left out.
 */
export function listVersions(source: CaptureSource): CaptureSource[] {
  const { offer } = source;
  if (offer === undefined) return [source];
  const better = offer.urls
    .filter((url) => mayOffer(url, source.pageUrl))
    .map((url) => ({
      ...source,
      url,
      isOffered: true,
      ...planVersion(source, url, offer.frameUrl),
    }))
    .filter(({ way }) => way !== "none");
  return offer.shownIsPlaceholder ? better : [...better, source];
}

function planVersion(
  source: CaptureSource,
  url: string,
  frameUrl: string,
): Pick<CaptureSource, "way" | "neededOrigin"> {
  const { way, neededOrigin } = planCapture({ ...source, srcUrl: url, frameUrl });
  return { way, neededOrigin };
}
