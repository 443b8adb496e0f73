import type { CaptureSource } from "../../jobs/capture-source";
import { planCapture } from "../plan-capture";
import type { FoundMedia } from "../page/page-messages";

/** Where something that a scan has found stands. */
export interface FoundPlace {
  readonly tabId: number;
  readonly frameId: number;
  readonly frameUrl: string;
  readonly pageUrl: string;
}

/** Decides how to reach the bytes of what was picked from a page's list, as `planCapture` does for a click. */
export function planFound(media: FoundMedia, place: FoundPlace): CaptureSource {
  const source = planCapture({
    ...place,
    element: media.kind === "video" ? "video" : "image",
    srcUrl: media.url,
    pageTitle: "",
  });
  return { ...source, key: media.key, isOffered: !media.isShown };
}
