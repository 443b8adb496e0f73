import type { CaptureSource } from "../../jobs/capture-source";
import { planCapture } from "../plan-capture";
import { mayOffer, namingPageOf } from "../site/site-trust";
import type { FoundMedia } from "../page/page-messages";

/** Where something that a scan has found stands. */
export interface FoundPlace {
  readonly tabId: number;
  readonly frameId: number;
  readonly frameUrl: string;
  readonly pageUrl: string;
}

/**
 * Decides how to reach the bytes of what was picked from a page's list, as `planCapture` does for a click. Of what
 * a page only names, nothing that it must not name: no site is asked for then.
 */
export function planFound(media: FoundMedia, place: FoundPlace): CaptureSource {
  const source = planCapture({
    ...place,
    element: media.kind === "video" ? "video" : "image",
    srcUrl: media.url,
    pageTitle: "",
  });
  const found = { ...source, key: media.key, isOffered: !media.isShown };
  const isBarred =
    found.isOffered && /^https?:/i.test(found.url) && !mayOffer(found.url, namingPageOf(found));
  return isBarred ? { ...found, way: "none", neededOrigin: null } : found;
}
