import { parseHTML } from "linkedom";
import { vi } from "vitest";

/** What the parser's document does not know of an element, as a browser has it. */
export interface Seen {
  readonly currentSrc?: string;
  readonly isHovered?: boolean;
  readonly natural?: readonly [widthPx: number, heightPx: number];
  /** The page in it, which is looked through as any frame. */
  readonly innerPage?: object | null;
}

/** A page for the code that runs in pages; `vi.unstubAllGlobals` takes it away. */
export function openPage(html: string) {
  const page = parseHTML(`<html><body>${html}</body></html>`);
  const { document } = page;
  Object.defineProperty(document, "baseURI", { value: "https://page.test/" });
  const hovered = new Set<Element>();
  const query = document.querySelectorAll.bind(document);
  Object.defineProperty(document, "querySelectorAll", {
    value: (selector: string) => (selector === ":hover" ? [...hovered] : query(selector)),
    configurable: true,
  });
  vi.stubGlobal("document", document);
  vi.stubGlobal("Document", { prototype: document });
  vi.stubGlobal("location", new URL("https://page.test/"));
  vi.stubGlobal("chrome", { runtime: {} });
  vi.stubGlobal("getComputedStyle", (element: Element) => ({
    content: "normal",
    backgroundImage: element.getAttribute("data-background") ?? "none",
  }));
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("NodeFilter", { SHOW_ELEMENT: 1 });
  for (const [name, localName] of Object.entries(KNOWN_BY_NAME)) {
    const isOne = (node: Element) => node.localName === localName;
    vi.stubGlobal(name, { [Symbol.hasInstance]: isOne });
  }
  for (const name of ELEMENTS) vi.stubGlobal(name, page[name]);

  return {
    /** Lets a browser's facts of an element be known, and changes them. */
    see(
      selector: string,
      { currentSrc, isHovered, natural = [1200, 800], innerPage = null }: Seen = {},
    ): Element {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`The page has no ${selector}.`);
      if (isHovered === true) hovered.add(element);
      const [naturalWidth, naturalHeight] = natural;
      const box = { left: 0, top: 0, width: 360, height: 240, right: 360, bottom: 240 };
      Object.defineProperties(element, {
        ...Object.fromEntries(REFLECTED.map((name) => [name, reflect(element, name)])),
        currentSrc: { value: currentSrc ?? element.getAttribute("src") ?? "", configurable: true },
        naturalWidth: { value: naturalWidth, configurable: true },
        naturalHeight: { value: naturalHeight, configurable: true },
        contentDocument: { value: innerPage, configurable: true },
        getBoundingClientRect: { value: () => box, configurable: true },
      });
      return element;
    },
  };
}

const ELEMENTS = [
  "Element",
  "HTMLElement",
  "SVGElement",
  "HTMLImageElement",
  "HTMLCanvasElement",
] as const;

/** The parser's document has no such classes; of a shadow tree it has none at all. */
const KNOWN_BY_NAME = {
  HTMLVideoElement: "video",
  HTMLObjectElement: "object",
  HTMLEmbedElement: "embed",
  HTMLInputElement: "input",
  SVGSVGElement: "svg",
  SVGImageElement: "image",
  ShadowRoot: "",
} as const;

const REFLECTED = ["src", "poster", "data", "type"] as const;

function reflect(element: Element, name: string): PropertyDescriptor {
  return { get: () => element.getAttribute(name) ?? "", configurable: true };
}
