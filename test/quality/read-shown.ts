import type { Page } from "playwright-core";

/** What a browser shows of a medium. */
export interface ShownPixels {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Red, green, blue and opacity of each pixel, as sRGB, in Base64: so they come through quickly. */
  readonly base64: string;
}

/** Longest side at which what is shown is read. */
const MOST_PX = 640;

/**
 * Shows a picture, or a film at a moment, in a page and reads its pixels, on white, at most 640 wide.
 *
 * @param page of the origin from which the medium comes: others' pixels cannot be read
 * @returns null where the browser cannot show it
 */
export function readShown(
  page: Page,
  path: string,
  kind: "img" | "video",
  atSecs: number,
): Promise<ShownPixels | null> {
  return page.evaluate(showInPage, { path, kind, atSecs, mostPx: MOST_PX });
}

/** Runs in the page, which lacks what tsx puts around functions with a name: there is none in it. */
async function showInPage({
  path,
  kind,
  atSecs,
  mostPx,
}: {
  readonly path: string;
  readonly kind: "img" | "video";
  readonly atSecs: number;
  readonly mostPx: number;
}): Promise<ShownPixels | null> {
  const shown = document.createElement(kind);
  document.body.replaceChildren(shown);
  for (const step of kind === "img" ? ["load"] : ["loadeddata", "seeked"]) {
    const happens = new Promise<boolean>((resolve) => {
      shown.addEventListener(step, () => resolve(true), { once: true });
      shown.addEventListener("error", () => resolve(false), { once: true });
    });
    if (step === "seeked" && shown instanceof HTMLVideoElement) shown.currentTime = atSecs;
    else shown.src = path;
    if (!(await happens)) return null;
  }
  const isFilm = shown instanceof HTMLVideoElement;
  const width = isFilm ? shown.videoWidth : shown.naturalWidth;
  const height = isFilm ? shown.videoHeight : shown.naturalHeight;
  const scale = Math.min(1, mostPx / width);
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null) return null;
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(shown, 0, 0, canvas.width, canvas.height);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  let text = "";
  for (let at = 0; at < data.length; at += 8192) {
    text += String.fromCharCode(...data.subarray(at, at + 8192));
  }
  return { widthPx: canvas.width, heightPx: canvas.height, base64: btoa(text) };
}
