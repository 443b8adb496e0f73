import { cleanCredit } from "./credit-text";

/** So many values of a page's data are looked at. */
const MAX_VALUES = 2000;

/** Where a picture's data names somebody, the best first. Source: https://schema.org/ImageObject */
const NAMING = ["creditText", "copyrightHolder", "creator", "author"] as const;

/**
 * Whom a page's JSON-LD names for the picture at an address; empty where it names nobody, or is no JSON.
 *
 * @param json of one script, at most as long as the caller allows
 * @param isPicture whether an address of the data is the picture's
 */
export function creditInLinkedData(json: string, isPicture: (address: string) => boolean): string {
  const waiting: unknown[] = [parse(json)];
  for (let looked = 0; looked < MAX_VALUES && waiting.length > 0; looked += 1) {
    const value = waiting.shift();
    if (typeof value !== "object" || value === null) continue;
    if (isImage(value) && addressesOf(value).some(isPicture)) {
      const credit = NAMING.map((name) => cleanCredit(nameOf(propertyOf(value, name)))).find(
        (found) => found !== "",
      );
      if (credit !== undefined) return credit;
    }
    waiting.push(...Object.values(value).slice(0, MAX_VALUES));
  }
  return "";
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The page's own fault, as if it said nothing.
    return null;
  }
}

function isImage(value: object): boolean {
  return [propertyOf(value, "@type")].flat().some((type) => type === "ImageObject");
}

function addressesOf(value: object): string[] {
  return ["contentUrl", "url", "@id"].map((name) => propertyOf(value, name)).filter(isText);
}

/** A name is a text, a thing with a name, or the first of several. */
function nameOf(value: unknown): string {
  const [first] = [value].flat();
  if (isText(first)) return first.slice(0, 1000);
  if (typeof first !== "object" || first === null) return "";
  const name = propertyOf(first, "name");
  return isText(name) ? name.slice(0, 1000) : "";
}

function propertyOf(value: object, name: string): unknown {
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
