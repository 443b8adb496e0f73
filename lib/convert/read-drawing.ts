import type { MediaBytes } from "../media/media-bytes";
import { conversionFailure } from "./conversion-failure";
import { weighSvg } from "./weigh-svg";
import { svgPixelSize } from "./svg-size";

/** An SVG that is ready to be drawn, and how large. */
export interface Drawing {
  readonly markup: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** So many shapes a browser paints in seconds. Maps and charts have some ten thousand. */
const MAX_SHAPES = 100_000;
/** What layers of a drawing may take together while it is painted. */
const MAX_LAYER_BYTES = 512 * 1024 * 1024;
/** A drawing has no more text: of what is longer, reading it takes seconds, too. */
const MAX_SVG_BYTES = 16 * 1024 * 1024;

/**
 * Reads an SVG and gives it a size. One that would be painted for minutes, or fill the memory, is refused
 * before: where the browser draws it in a page of its own that can be ended, memory stays free; where it
 * cannot (Firefox), nobody could end it.
 *
 * @throws `JobFailure` `truncated-file` where it is no well-formed XML; `conversion-failed` with the name
 *   `TooComplex`
 */
export async function readDrawing(source: MediaBytes): Promise<Drawing> {
  if (source.size > MAX_SVG_BYTES) throw tooComplex();
  const text = new TextDecoder().decode(await source.read(0, source.size));
  const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = drawing.documentElement;
  if (root.localName !== "svg" || drawing.querySelector("parsererror") !== null) {
    throw damagedDrawing(source.size);
  }
  const { widthPx, heightPx } = svgPixelSize({
    width: root.getAttribute("width"),
    height: root.getAttribute("height"),
    viewBox: root.getAttribute("viewBox"),
  });
  const { shapes, layers } = weighSvg(root, MAX_SHAPES);
  const layerBytes = layers * widthPx * heightPx * 4;
  if (shapes > MAX_SHAPES || layerBytes > MAX_LAYER_BYTES) throw tooComplex();
  if (!root.hasAttribute("viewBox")) keepProportions(root);
  root.setAttribute("width", String(widthPx));
  root.setAttribute("height", String(heightPx));
  return { markup: new XMLSerializer().serializeToString(drawing), widthPx, heightPx };
}

/** Says that an SVG is damaged. */
export function damagedDrawing(totalBytes: number, cause?: unknown): Error {
  const details = { mediaType: "image/svg+xml", damage: "malformed", totalBytes };
  return conversionFailure("truncated-file", details, { cause });
}

function tooComplex(): Error {
  return conversionFailure("conversion-failed", { name: "TooComplex" });
}

/** Without a view box a larger drawing would show more empty room instead of larger shapes. */
function keepProportions(root: Element): void {
  const width = Number.parseFloat(root.getAttribute("width") ?? "300");
  const height = Number.parseFloat(root.getAttribute("height") ?? "150");
  if (width > 0 && height > 0) root.setAttribute("viewBox", `0 0 ${width} ${height}`);
}
