import type { MediaBytes } from "../media/media-bytes";
import { conversionFailure } from "./conversion-failure";
import type { DecodedPicture } from "./fit-picture";
import { svgPixelSize } from "./svg-size";

/**
 * Draws an SVG. As an image it runs no script and loads nothing: what it refers to elsewhere is left out.
 *
 * @throws `JobFailure` `truncated-file` where it is no well-formed XML
 */
export async function decodeSvg(source: MediaBytes): Promise<DecodedPicture> {
  const text = new TextDecoder().decode(await source.read(0, source.size));
  const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = drawing.documentElement;
  const damaged = (cause?: unknown) =>
    conversionFailure(
      "truncated-file",
      { mediaType: "image/svg+xml", damage: "malformed", totalBytes: source.size },
      { cause },
    );
  if (root.localName !== "svg" || drawing.querySelector("parsererror") !== null) throw damaged();
  const { widthPx, heightPx } = svgPixelSize({
    width: root.getAttribute("width"),
    height: root.getAttribute("height"),
    viewBox: root.getAttribute("viewBox"),
  });
  if (!root.hasAttribute("viewBox")) keepProportions(root);
  root.setAttribute("width", String(widthPx));
  root.setAttribute("height", String(heightPx));
  const markup = new XMLSerializer().serializeToString(drawing);
  const url = URL.createObjectURL(new Blob([markup], { type: "image/svg+xml" }));
  const image = new Image(widthPx, heightPx);
  image.src = url;
  try {
    await image.decode();
  } catch (cause) {
    URL.revokeObjectURL(url);
    throw damaged(cause);
  }
  return { image, widthPx, heightPx, close: () => URL.revokeObjectURL(url) };
}

/** Without a view box a larger drawing would show more empty room instead of larger shapes. */
function keepProportions(root: Element): void {
  const width = Number.parseFloat(root.getAttribute("width") ?? "300");
  const height = Number.parseFloat(root.getAttribute("height") ?? "150");
  if (width > 0 && height > 0) root.setAttribute("viewBox", `0 0 ${width} ${height}`);
}
