import {
  type DrawingElement,
  type DrawingReference,
  type DrawingWeight,
  weighDrawing,
} from "./drawing-weight";

const XLINK = "http://www.w3.org/1999/xlink";

/** These paint what their `href` names. */
const USERS: ReadonlySet<string> = new Set(["use", "pattern", "feImage"]);

/** Each of its copies is an element with a style of its own: five times as dear in Firefox 153. */
const USE_WEIGHT = 5;
/** A plain shape is as long as that; of longer paths and texts each part counts as one. */
const PATH_CHARACTERS = 32;
const TEXT_CHARACTERS = 10;
/** A filter's step goes over all of the picture. */
const FILTER_WEIGHT = 200;
/** A rule is looked at for each element; so many comparisons take as long as a shape (Firefox 153). */
const SELECTOR_CHECKS = 60;
const RULE_CHARACTERS = 40;
const MAX_MATCHES = 1_000_000;
const MAX_EMBEDDED_ELEMENTS = 10_000;

/** Drawings within drawings within drawings: no program writes more. */
const MAX_DEPTH = 3;

/**
 * Weighs a drawing that a window has read, with what its own style sheets say, and with the drawings that are
 * embedded in it.
 *
 * @param maxElements one of more elements weighs infinitely: they are not looked at
 */
export function weighSvg(root: Element, maxElements: number, depth = 0): DrawingWeight {
  const elements = depth > MAX_DEPTH ? null : listDrawingElements(root, maxElements, depth);
  return elements === null ? { shapes: Infinity, layers: Infinity } : weighDrawing(elements);
}

/** 0 for what is no drawing, or does not decode: nothing is painted of it. */
function weighEmbedded(href: string, depth: number): number {
  const [, base64, data = ""] =
    /^data:image\/svg\+xml([^,]{0,200}),(.*)$/is.exec(withoutPercents(href)) ?? [];
  if (data === "") return 0;
  try {
    const text = /;\s*base64\s*$/i.test(base64 ?? "") ? atob(data) : data;
    const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
    return weighSvg(documentElement, MAX_EMBEDDED_ELEMENTS, depth + 1).shapes;
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure;
    return 0;
  }
}

/**
 * Lists a drawing's elements as `weighDrawing` takes them, with what the drawing's own style sheets
 * say of them. For a window.
 *
 * @returns null where that alone would take too long
 */
function listDrawingElements(
  root: Element,
  maxElements: number,
  depth: number,
): DrawingElement[] | null {
  const elements = [root, ...root.querySelectorAll("*")];
  if (elements.length > maxElements) return null;
  const sheets = elements.filter(({ localName }) => localName === "style");
  const css = sheets.map(({ textContent }) => textContent).join("\n");
  const rules = css === "" ? [] : listTellingRules(css);
  if (rules.length * elements.length > MAX_MATCHES) return null;
  const styles = matchRules(root, rules);
  const checks = (css.length / RULE_CHARACTERS) * elements.length;
  const positions = new Map(elements.map((element, position) => [element, position]));
  return elements.map((element, position) => {
    const { parentElement } = element;
    const style = attributesOf(element) + (styles.get(element) ?? "");
    return {
      id: element.getAttribute("id"),
      parent: parentElement === null || position === 0 ? null : (positions.get(parentElement) ?? 0),
      refersTo: listReferences(element, style),
      weight: weigh(element, depth) + (position === 0 ? checks / SELECTOR_CHECKS : 0),
      isLayer: LAYER.test(style),
    };
  });
}

/** What makes an element a layer, and what refers to others. */
const LAYER = /(?:^|[;:\s])(?:opacity|filter|mask|mix-blend-mode|isolation|clip-path)\s*:/;
const MARKER = /marker(?:-start|-mid|-end)?\s*:/;
const REFERENCE = /url\(\s*["']?#([^"')]{1,200})/g;

function listTellingRules(css: string): CSSStyleRule[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const open: CSSRule[] = [...sheet.cssRules];
  const telling: CSSStyleRule[] = [];
  for (let rule = open.pop(); rule !== undefined; rule = open.pop()) {
    if ("cssRules" in rule) {
      for (const inner of (rule as CSSGroupingRule).cssRules) open.push(inner);
    }
    if (!(rule instanceof CSSStyleRule)) continue;
    const { cssText } = rule.style;
    if (LAYER.test(cssText) || cssText.includes("url(")) telling.push(rule);
  }
  return telling;
}

function matchRules(root: Element, rules: readonly CSSStyleRule[]): Map<Element, string> {
  const styles = new Map<Element, string>();
  for (const { selectorText, style } of rules) {
    for (const element of select(root, selectorText)) {
      styles.set(element, `${styles.get(element) ?? ""};${style.cssText}`);
    }
  }
  return styles;
}

/** Everything, where a selector has a prefix that its style sheet alone knows. */
function select(root: Element, selectors: string): Iterable<Element> {
  try {
    return root.querySelectorAll(selectors);
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure;
    return root.querySelectorAll("*");
  }
}

/** All but what is long: paths and embedded pictures refer to nothing. */
function attributesOf({ attributes }: Element): string {
  return [...attributes]
    .filter(({ value }) => value.length < 1_000)
    .map(({ name, value }) => `${name}:${value};`)
    .join("");
}

function listReferences(element: Element, style: string): DrawingReference[] {
  // A marker stands at each vertex of a path.
  const times = MARKER.test(style) ? countVertices(element) : 1;
  const references = [...style.matchAll(REFERENCE)].map(([, id = ""]) => ({
    id: plainId(id),
    times,
  }));
  const href = hrefOf(element);
  if (USERS.has(element.localName) && href.startsWith("#")) {
    references.push({ id: plainId(href.slice(1)), times: 1 });
  }
  return references;
}

function hrefOf(element: Element): string {
  return (element.getAttribute("href") ?? element.getAttributeNS(XLINK, "href") ?? "").trim();
}

/** An id without the escapes of addresses and of style sheets. */
function plainId(written: string): string {
  return withoutPercents(written).replaceAll(/\\([0-9a-f]{1,6})\s?/gi, fromHex);
}

function withoutPercents(written: string): string {
  return written.replaceAll(/%([0-9a-f]{2})/gi, fromHex);
}

function fromHex(_: string, digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16));
}

function countVertices(element: Element): number {
  const points = element.getAttribute("d") ?? element.getAttribute("points") ?? "";
  return Math.max(1, Math.ceil(points.length / 4));
}

function weigh(element: Element, depth: number): number {
  const { localName } = element;
  const count = (name: string) =>
    Math.max(1, Number.parseFloat(element.getAttribute(name) ?? "") || 1);
  switch (localName) {
    case "image":
    case "feImage":
      return 1 + weighEmbedded(hrefOf(element), depth);
    case "use":
      return USE_WEIGHT;
    case "path":
    case "polyline":
    case "polygon":
      return 1 + countVertices(element) / (PATH_CHARACTERS / 4);
    case "text":
    case "tspan":
      return 1 + (element.textContent?.length ?? 0) / TEXT_CHARACTERS;
    case "feConvolveMatrix":
      return FILTER_WEIGHT * (1 + count("order") ** 2 / 9);
    case "feTurbulence":
      return FILTER_WEIGHT * count("numOctaves");
    default:
      return localName.startsWith("fe") ? FILTER_WEIGHT : 1;
  }
}
