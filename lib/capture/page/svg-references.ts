import { ownDocument } from "./own-properties";

/** More parts from elsewhere are not looked for. */
const MAX_TAKEN = 200;

/** A part of the same page, as styles and attributes name it: a gradient, a mask, a filter. */
const LOCAL = /url\(\s*["']?#([^"')]+)["']?\s*\)/g;

/**
 * Takes along what a drawing uses of other drawings of its page: pages keep gradients, masks and symbols in one that is
 * not seen.
 *
 * @param copy the drawing; what is missing is put at its end
 * @param writeStyles writes the styles that the page gives a part into its copy
 */
export function addReferences(
  copy: SVGSVGElement,
  writeStyles: (original: Element, copied: Element) => void,
): void {
  const looked = new Set<string>();
  for (let found = namesIn(copy, looked); found.length > 0; found = namesIn(copy, looked)) {
    for (const { id, isUsed } of found) {
      if (looked.size > MAX_TAKEN) return;
      looked.add(id);
      const original = ownDocument().getElementById(id);
      if (original === null || hasId(copy, id)) continue;
      const copied = copy.ownerDocument.importNode(original, true);
      // What is used as a picture takes its colours from where it is used.
      if (!isUsed) writeStyles(original, copied);
      const place = copy.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "defs");
      place.append(copied);
      copy.append(place);
    }
  }
}

interface Reference {
  readonly id: string;
  /** By a `<use>`. */
  readonly isUsed: boolean;
}

function namesIn(copy: Element, looked: ReadonlySet<string>): Reference[] {
  const found = new Map<string, Reference>();
  for (const node of copy.querySelectorAll("*")) {
    for (const { localName, value } of node.attributes) {
      const isLink = localName === "href" || localName === "xlink:href";
      const ids =
        isLink && value.startsWith("#")
          ? [value.slice(1)]
          : value.includes("url(")
            ? [...value.matchAll(LOCAL)].map(([, id = ""]) => id)
            : [];
      for (const id of ids) {
        if (!looked.has(id)) found.set(id, { id, isUsed: isLink && node.localName === "use" });
      }
    }
  }
  return [...found.values()];
}

function hasId(copy: Element, id: string): boolean {
  return [...copy.querySelectorAll("[id]")].some((node) => node.id === id);
}
