import type { FoundMedia, FrameScan } from "../page/page-messages";

/** An image or video of a page, with the frame that holds it. */
export interface PageMedia extends FoundMedia {
  readonly frameId: number;
  readonly frameUrl: string;
}

/** Pictures below this are dots that count visitors, arrows and the like. */
const MIN_SIDE_PX = 32;
const MIN_PIXELS = 48 * 48;

/** More than this nobody looks through. */
const MAX_LISTED = 120;

/**
 * Makes one list of what the frames of a page hold: the largest first, each address once, without
 * what is too small to be a picture. A picture that is known to be tall or wide only counts as what
 * it is.
 */
export function rankMedia(
  scans: readonly { readonly frameId: number; readonly scan: FrameScan }[],
): PageMedia[] {
  const all = scans
    .flatMap(({ frameId, scan }) =>
      scan.found.map((media) => ({ ...media, frameId, frameUrl: scan.frameUrl })),
    )
    .filter(isPicture)
    .toSorted((a, b) => pixelsOf(b) - pixelsOf(a));
  const listed = new Map<string, PageMedia>();
  for (const media of all) {
    const name = media.url === "" ? media.key : media.url;
    const known = listed.get(name);
    // The same picture in an element of its own says more about itself than a background.
    if (known === undefined) listed.set(name, media);
    else if (known.altText === "" && media.altText !== "") {
      listed.set(name, { ...known, altText: media.altText });
    }
  }
  return [...listed.values()].slice(0, MAX_LISTED);
}

function isPicture(media: FoundMedia): boolean {
  // A video that has not begun to load has no size yet.
  if (media.kind === "video") return true;
  const { widthPx, heightPx } = media;
  return Math.min(widthPx, heightPx) >= MIN_SIDE_PX && pixelsOf(media) >= MIN_PIXELS;
}

function pixelsOf({ widthPx, heightPx }: FoundMedia): number {
  return widthPx * heightPx;
}
