import { conversionFailure } from "./conversion-failure";
import type { DecodedPicture } from "./fit-picture";
import { takeBreath } from "./load-wasm";
import { type OpenSvg, openSvg } from "./paint-svg";
import { type Drawing, damagedDrawing } from "./read-drawing";

/** What is drawn longer holds up all of the extension's pages for too long. */
export const PAINTED_WITHIN_MS = 5_000;
/** How much longer the side is each time, until it is as long as it shall be. */
const STEP = 4;
const FIRST_SIDE_PX = 64;

/** The sizes in which a drawing is tried, the last one its own: with a sixteenth of the next one's pixels each. */
export function listTrialScales({
  widthPx,
  heightPx,
}: Pick<Drawing, "widthPx" | "heightPx">): number[] {
  const scales = [1];
  const longPx = Math.max(widthPx, heightPx);
  for (let scale = 1 / STEP; longPx * scale >= FIRST_SIDE_PX; scale /= STEP) scales.unshift(scale);
  return scales;
}

/**
 * Draws an SVG on this page's own thread, where the browser gives no page another one (Firefox). Nobody can end
 * it there: it is drawn small at first, and given up when the next size would take too long.
 *
 * @throws `JobFailure` `truncated-file`; `conversion-failed` with the name `TooComplex`; the signal's reason
 *   when aborted
 */
export async function drawInPage(drawing: Drawing, signal: AbortSignal): Promise<DecodedPicture> {
  const svg = await openSvg(drawing.markup).catch((cause: unknown) => {
    throw damagedDrawing(drawing.markup.length, cause);
  });
  try {
    return await paintGrowing(svg, drawing, signal, () => performance.now());
  } finally {
    svg.close();
  }
}

/** @throws as {@link drawInPage} */
export async function paintGrowing(
  svg: Pick<OpenSvg, "paint">,
  { widthPx, heightPx }: Pick<Drawing, "widthPx" | "heightPx">,
  signal: AbortSignal,
  now: () => number,
): Promise<DecodedPicture> {
  let expectedMs = 0;
  for (const scale of listTrialScales({ widthPx, heightPx })) {
    if (expectedMs > PAINTED_WITHIN_MS) break;
    const beganAtMs = now();
    const image = svg.paint(sideOf(widthPx, scale), sideOf(heightPx, scale));
    // Only what is read has been painted.
    image.getContext("2d")?.getImageData(0, 0, 1, 1);
    if (scale === 1) return { image, widthPx, heightPx, close: () => void (image.width = 0) };
    image.width = 0;
    expectedMs = (now() - beganAtMs) * STEP ** 2;
    await takeBreath();
    signal.throwIfAborted();
  }
  throw conversionFailure("conversion-failed", { name: "TooComplex" });
}

function sideOf(lengthPx: number, scale: number): number {
  return Math.max(1, Math.round(lengthPx * scale));
}
