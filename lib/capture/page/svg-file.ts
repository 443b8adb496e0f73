import { inlinePart, PartElsewhere } from "./inline-part";
import { fontRulesFor } from "./svg-fonts";
import { ownDocument } from "./own-properties";

/** Elements beyond this many keep the styles that their attributes give them. */
const MAX_STYLED = 3000;

const STYLES = [
  "color|display|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|opacity",
  "stroke|stroke-dasharray|stroke-linecap|stroke-linejoin|stroke-opacity|stroke-width",
  "stop-color|stop-opacity|text-anchor|transform|visibility",
].flatMap((line) => line.split("|"));

/** Elements of HTML in a drawing beyond this many make it a page: each takes all of its styles along. */
const MAX_HTML = 200;

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

/**
 * An inline `<svg>` as a file of its own, with the styles that the page gives it written into it, and the
 * pictures and fonts that it uses.
 *
 * @throws `PartElsewhere` where something of it cannot be taken along
 */
export async function toSvgFile(svg: SVGSVGElement): Promise<Blob> {
  // In a document without a window nothing is loaded: the page has asked for its pictures already.
  const copy = ownDocument().implementation.createHTMLDocument("").importNode(svg, true);
  writeStyles(svg, copy);
  addSymbols(copy);
  for (const script of copy.querySelectorAll("script")) script.remove();
  await inlinePictures(svg, copy);
  const fontRules = await fontRulesFor(svg);
  if (fontRules !== "") {
    const style = ownDocument().createElementNS(SVG, "style");
    style.textContent = fontRules;
    copy.prepend(style);
  }
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", SVG);
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

function writeStyles(svg: SVGSVGElement, copy: SVGSVGElement): void {
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  let htmlCount = 0;
  for (const [index, node] of originals.slice(0, MAX_STYLED).entries()) {
    const style = getComputedStyle(node);
    const isHtml = node instanceof HTMLElement;
    if (isHtml) htmlCount += 1;
    if (htmlCount > MAX_HTML) throw new PartElsewhere();
    const names = isHtml ? [...style] : STYLES;
    const words = names.map((name) => `${name}:${style.getPropertyValue(name)}`);
    copies[index]?.setAttribute("style", words.join(";"));
  }
}

/** What shows something that no file can hold. */
const LIVE = "video, canvas, iframe, object, embed";

async function inlinePictures(svg: SVGSVGElement, copy: SVGSVGElement): Promise<void> {
  if (svg.querySelector(LIVE) !== null) throw new PartElsewhere();
  for (const image of copy.querySelectorAll("image, feImage")) {
    const href = image.getAttribute("href") ?? image.getAttributeNS(XLINK, "href") ?? "";
    if (href === "" || href.startsWith("#")) continue;
    const inlined = await inlinePart(href);
    image.removeAttributeNS(XLINK, "href");
    image.setAttribute("href", inlined);
  }
  for (const image of copy.querySelectorAll("img")) {
    image.removeAttribute("srcset");
    const address = image.getAttribute("src") ?? "";
    if (address !== "") image.src = await inlinePart(address);
  }
}

/** A symbol that stands elsewhere on the page comes along. */
function addSymbols(copy: SVGSVGElement): void {
  for (const use of copy.querySelectorAll("use")) {
    const id = use.getAttribute("href") ?? use.getAttribute("xlink:href") ?? "";
    const symbol = id.startsWith("#") ? ownDocument().getElementById(id.slice(1)) : null;
    if (symbol !== null && copy.querySelector(`[id="${CSS.escape(symbol.id)}"]`) === null) {
      copy.append(copy.ownerDocument.importNode(symbol, true));
    }
  }
}
