import { inlinePart, PartElsewhere } from "./inline-part";
import { addReferences } from "./svg-references";
import { writtenStyle } from "./svg-styles";
import { fontRulesFor } from "./svg-fonts";
import { ownDocument } from "./own-properties";

/** Elements beyond this many keep the styles that their attributes give them. */
const MAX_STYLED = 3000;

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
  addReferences(copy, writeStyles);
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

function writeStyles(root: Element, copy: Element): void {
  const originals = [root, ...root.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  let htmlCount = 0;
  for (const [index, node] of originals.slice(0, MAX_STYLED).entries()) {
    const style = getComputedStyle(node);
    const isHtml = node instanceof HTMLElement;
    if (isHtml) htmlCount += 1;
    if (htmlCount > MAX_HTML) throw new PartElsewhere();
    const valueOf = (name: string) => style.getPropertyValue(name);
    const written = isHtml
      ? [...style].map((name) => `${name}:${valueOf(name)}`).join(";")
      : writtenStyle({
          valueOf,
          hasAttribute: (name) => node.hasAttribute(name),
          isRoot: node instanceof SVGSVGElement && index === 0,
        });
    copies[index]?.setAttribute("style", written);
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
