import type { MediaBytes } from "../media/media-bytes";
import { decodeMarkup } from "../media/decode-markup";
import { conversionFailure } from "./conversion-failure";
import { malformedFile } from "./malformed-file";
import { putToRest } from "./svg-at-rest";
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
/** What a root's style says behind this many is not looked at. */
const MAX_STYLE_CHARACTERS = 10_000;

/**
 * Reads an SVG, gives it a size, and puts what moves in it to rest. One that would be painted for minutes, or fill the memory, is refused
 * before: where the browser draws it in a page of its own that can be ended, memory stays free; where it
 * cannot (Firefox), nobody could end it.
 *
 * @throws `JobFailure` `truncated-file` where it is no well-formed XML; `conversion-failed` with the name
 *   `TooComplex`
 */
export async function readDrawing(source: MediaBytes): Promise<Drawing> {
  if (source.size > MAX_SVG_BYTES) throw tooComplex();
  const text = decodeMarkup(await source.read(0, source.size));
  if (text === null) throw damagedDrawing(source.size);
  const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = drawing.documentElement;
  if (root.localName !== "svg" || drawing.querySelector("parsererror") !== null) {
    throw damagedDrawing(source.size);
  }
  const { width, height, widthPx, heightPx } = svgPixelSize({
    width: lengthOf(root, "width"),
    height: lengthOf(root, "height"),
    viewBox: root.getAttribute("viewBox"),
  });
  const { shapes, layers } = weighSvg(root, MAX_SHAPES);
  const layerBytes = layers * widthPx * heightPx * 4;
  if (shapes > MAX_SHAPES || layerBytes > MAX_LAYER_BYTES) throw tooComplex();
  // Without a view box a larger drawing would show more empty room instead of larger shapes.
  if (!root.hasAttribute("viewBox")) root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  setSize(root, widthPx, heightPx);
  putToRest(root);
  // Without its declaration, which may name another encoding than that of what is drawn.
  return { markup: new XMLSerializer().serializeToString(root), widthPx, heightPx };
}

/** A style weighs more than an attribute. */
function lengthOf(root: Element, side: "width" | "height"): string | null {
  const style = (root.getAttribute("style") ?? "").slice(0, MAX_STYLE_CHARACTERS);
  const styled = new RegExp(`(?:^|;)\\s*${side}\\s*:([^;!]*)`, "i").exec(style)?.[1];
  return styled?.trim() ?? root.getAttribute(side);
}

function setSize(root: Element, widthPx: number, heightPx: number): void {
  root.setAttribute("width", String(widthPx));
  root.setAttribute("height", String(heightPx));
  const style = root.getAttribute("style");
  if (style !== null) {
    root.setAttribute("style", `${style};width:${widthPx}px;height:${heightPx}px`);
  }
}

/** Says that an SVG is damaged. */
export function damagedDrawing(totalBytes: number, cause?: unknown): Error {
  return malformedFile("image/svg+xml", totalBytes, { cause });
}

function tooComplex(): Error {
  return conversionFailure("conversion-failed", { name: "TooComplex" });
}
