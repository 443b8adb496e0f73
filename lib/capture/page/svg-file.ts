/** Elements beyond this many keep the styles that their attributes give them. */
const MAX_STYLED = 3000;

const STYLES = [
  "color|display|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|opacity",
  "stroke|stroke-dasharray|stroke-linecap|stroke-linejoin|stroke-opacity|stroke-width",
  "stop-color|stop-opacity|text-anchor|transform|visibility",
].flatMap((line) => line.split("|"));

/** An inline `<svg>` as a file of its own, with the styles that the page gives it written into it. */
export function toSvgFile(svg: SVGSVGElement): Blob {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  writeStyles(svg, copy);
  addSymbols(copy);
  for (const script of copy.querySelectorAll("script, foreignObject")) script.remove();
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

function writeStyles(svg: SVGSVGElement, copy: SVGSVGElement): void {
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [index, node] of originals.slice(0, MAX_STYLED).entries()) {
    const style = getComputedStyle(node);
    const words = STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`);
    copies[index]?.setAttribute("style", words.join(";"));
  }
}

/** A symbol that stands elsewhere on the page comes along. */
function addSymbols(copy: SVGSVGElement): void {
  for (const use of copy.querySelectorAll("use")) {
    const id = use.getAttribute("href") ?? use.getAttribute("xlink:href") ?? "";
    const symbol = id.startsWith("#") ? document.getElementById(id.slice(1)) : null;
    if (symbol !== null && copy.querySelector(`[id="${CSS.escape(symbol.id)}"]`) === null) {
      copy.append(symbol.cloneNode(true));
    }
  }
}
