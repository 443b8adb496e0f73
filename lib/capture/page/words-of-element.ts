import { cleanCredit, findCredit } from "./credit-text";
import { creditInLinkedData } from "./linked-data-credit";
import { ownDocument, ownElement } from "./own-properties";
import { readText } from "./read-text";

/** More descriptions of one element, scripts of data, or elements around a picture are not looked at. */
const MAX_LISTED = 10;
const MAX_AROUND = 3;

/** A longer script of data is not read. */
const MAX_SCRIPT = 262_144;

/** Elements that name who has made a picture, the surest first. */
const CREDITS = [
  "[itemprop~='creditText'], [itemprop~='copyrightHolder']",
  "[class*='credit' i], [class*='photographer' i], [class*='copyright' i]",
  "[itemprop~='creator'], [itemprop~='author']",
] as const;

/**
 * What the page says that an image or a video shows: its own alternative text or name, what it is named or described by, its
 * caption without the credit, its title, or the name of the drawing that it is a part of. At most as long as the page's attribute, or 10,000 characters.
 */
export function labelOf(element: Element): string {
  const own = ownElement(element);
  return (
    own.getAttribute("alt")?.trim() ||
    namedIn(element, "aria-labelledby").map(withoutCredit).join(" ").trim() ||
    own.getAttribute("aria-label")?.trim() ||
    titleOfDrawing(element) ||
    descriptionsOf(element).map(withoutCredit).join(" ").trim() ||
    captionsOf(element).map(withoutCredit).join(" ").trim() ||
    own.getAttribute("title") ||
    nameOfDrawingAround(element)
  );
}

/**
 * Who has made an image or a video, as the page's credit line or its data about it say; at most 120 characters,
 * empty where nobody is named.
 *
 * @param address as the element shows it
 */
export function creditOf(element: Element, address: string): string {
  const around = surroundingsOf(element);
  for (const selector of CREDITS) {
    for (const scope of around) {
      const found = ownElement(scope).querySelector(selector);
      const credit = found === null ? "" : cleanCredit(creditTextOf(found));
      if (credit !== "") return credit;
    }
  }
  const written = [...captionsOf(element), ...descriptionsOf(element)]
    .map((caption) => findCredit(readText(caption, () => false)))
    .find((credit) => credit !== "");
  return written ?? creditInData(ownDocument(), address);
}

function creditTextOf(element: Element): string {
  return element.getAttribute("content") ?? readText(element, () => false);
}

function withoutCredit(caption: Element): string {
  return readText(caption, (part) => CREDITS.some((selector) => part.matches(selector)));
}

/** Of the figure that the element stands in. */
function captionsOf(element: Element): Element[] {
  const caption = ownElement(element).closest("figure")?.querySelector("figcaption") ?? null;
  return caption === null ? [] : [caption];
}

function descriptionsOf(element: Element): Element[] {
  return namedIn(element, "aria-describedby");
}

/** A picture within a drawing is often all that it shows: the whole has the name then. */
function nameOfDrawingAround(element: Element): string {
  if (element.localName !== "image") return "";
  const drawing = ownElement(element).closest("svg");
  return drawing === null ? "" : labelOf(drawing);
}

/** An inline drawing is named by its first title, as a page is, and so is a picture in it. */
function titleOfDrawing(element: Element): string {
  if (element.localName !== "svg" && element.localName !== "image") return "";
  const title = ownElement(element).querySelector(":scope > title");
  return title === null ? "" : withoutCredit(title).trim();
}

/** The elements that an attribute lists by their ids. */
function namedIn(element: Element, attribute: string): Element[] {
  const names = ownElement(element).getAttribute(attribute)?.slice(0, 1000) ?? "";
  const ids = names.split(/\s+/).filter((id) => id !== "");
  return ids.slice(0, MAX_LISTED).flatMap((id) => rootOf(element).getElementById(id) ?? []);
}

/** The document or the shadow tree: names hold within it only. */
function rootOf(element: Element): Document | ShadowRoot {
  const root = ownElement(element).getRootNode();
  return root instanceof ShadowRoot ? root : ownDocument();
}

/** What belongs to this picture alone: its figure, else what is around it as long as no other picture is in it. */
function surroundingsOf(element: Element): Element[] {
  const figure = ownElement(element).closest("figure, [itemtype*='schema.org/ImageObject']");
  if (figure !== null) return [figure];
  const around: Element[] = [];
  for (let up = element.parentElement; up !== null; up = ownElement(up).parentElement) {
    if (around.length === MAX_AROUND) break;
    if (ownElement(up).querySelectorAll("img, video").length > 1) break;
    around.push(up);
  }
  return around;
}

function creditInData(page: Document, address: string): string {
  const scripts = [...page.querySelectorAll("script[type='application/ld+json' i]")];
  const isPicture = (other: string) => samePicture(other, address, page.baseURI);
  return (
    scripts
      .slice(0, MAX_LISTED)
      .map(({ textContent: json }) => json ?? "")
      .filter((json) => json.length <= MAX_SCRIPT)
      .map((json) => creditInLinkedData(json, isPicture))
      .find((credit) => credit !== "") ?? ""
  );
}

/** The query often asks for a size. */
function samePicture(one: string, other: string, base: string): boolean {
  if (!URL.canParse(one, base) || !URL.canParse(other, base)) return false;
  const [a, b] = [new URL(one, base), new URL(other, base)];
  return a.protocol.startsWith("http") && a.host === b.host && a.pathname === b.pathname;
}
