import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { Size } from "../../../lib/edit/rect";
import type { MovingFilm } from "../edit/moving-film";

/** So many frames make a strip. */
export const STRIP_FRAMES = 10;

/** As high as they are drawn, in pixels: twice what is seen, for fine screens. */
const FRAME_HEIGHT_PX = 88;
const FRAME_WIDTH_PX = 72;

/**
 * Draws frames of a film side by side into a canvas, each from the middle of its stretch of time. What the browser
 * cannot play leaves the strip empty.
 *
 * @param url null: there is no film to draw yet
 * @param filmMs how long all of the film is
 * @param startsAtMs when what is played of it begins: places of which nothing is there stay empty
 */
export function useVideoFrames(
  canvas: RefObject<HTMLCanvasElement | null>,
  url: string | null,
  filmMs: number,
  startsAtMs: number,
): void {
  useEffect(() => {
    const strip = canvas.current;
    if (url === null || strip === null) return undefined;
    const over = new AbortController();
    const film = document.createElement("video");
    film.muted = true;
    film.preload = "auto";
    film.src = url;
    void drawStrip(film, strip, { filmMs, startsAtMs }, over.signal);
    return () => {
      over.abort();
      film.removeAttribute("src");
      film.load();
    };
  }, [url, filmMs, startsAtMs]);
}

async function drawStrip(
  film: HTMLVideoElement,
  strip: HTMLCanvasElement,
  { filmMs, startsAtMs }: { readonly filmMs: number; readonly startsAtMs: number },
  signal: AbortSignal,
): Promise<void> {
  const context = openStrip(strip);
  if (context === null || !(await happens(film, "loadeddata", signal))) return;
  for (let frame = 0; frame < STRIP_FRAMES; frame += 1) {
    const atSecs = (((frame + 0.5) / STRIP_FRAMES) * filmMs - startsAtMs) / 1000;
    if (atSecs < 0 || atSecs >= film.duration) continue;
    film.currentTime = atSecs;
    if (!(await happens(film, "seeked", signal))) return;
    const size = { width: film.videoWidth, height: film.videoHeight };
    drawFilling(context, film, size, frame * FRAME_WIDTH_PX);
  }
}

/** Draws frames of a GIF in the same way. */
export function useGifFrames(canvas: RefObject<HTMLCanvasElement | null>, film: MovingFilm): void {
  useEffect(() => {
    const strip = canvas.current;
    if (strip === null) return undefined;
    const over = new AbortController();
    void drawGifStrip(film, strip, over.signal);
    return () => over.abort();
  }, [film]);
}

async function drawGifStrip(
  film: MovingFilm,
  strip: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<void> {
  const context = openStrip(strip);
  if (context === null) return;
  for (let frame = 0; frame < STRIP_FRAMES; frame += 1) {
    const atMs = ((frame + 0.5) / STRIP_FRAMES) * film.endMs;
    // Once the film is closed there is nothing to draw.
    const image = await film.frameAt(atMs).catch(() => null);
    if (image === null) return;
    if (!signal.aborted) drawFilling(context, image, film.size, frame * FRAME_WIDTH_PX);
    image.close();
  }
}

function openStrip(strip: HTMLCanvasElement): CanvasRenderingContext2D | null {
  strip.width = STRIP_FRAMES * FRAME_WIDTH_PX;
  strip.height = FRAME_HEIGHT_PX;
  return strip.getContext("2d");
}

/** Draws a frame so that it fills its place, cut at two sides. */
function drawFilling(
  context: CanvasRenderingContext2D,
  frame: CanvasImageSource,
  size: Size,
  leftPx: number,
): void {
  const scale = Math.max(FRAME_WIDTH_PX / size.width, FRAME_HEIGHT_PX / size.height);
  const [width, height] = [FRAME_WIDTH_PX / scale, FRAME_HEIGHT_PX / scale];
  context.drawImage(
    frame,
    (size.width - width) / 2,
    (size.height - height) / 2,
    width,
    height,
    leftPx,
    0,
    FRAME_WIDTH_PX,
    FRAME_HEIGHT_PX,
  );
}

/** Resolves with whether an event of the film comes before it fails, or nobody wants it any more. */
function happens(
  film: HTMLVideoElement,
  event: "loadeddata" | "seeked",
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = new AbortController();
    const settle = (did: boolean) => {
      end.abort();
      resolve(did && !signal.aborted);
    };
    const options = { signal: end.signal };
    film.addEventListener(event, () => settle(true), options);
    film.addEventListener("error", () => settle(false), options);
    signal.addEventListener("abort", () => settle(false), options);
  });
}
