import { inlinePart, PartElsewhere } from "./inline-part";
import { ownDocument } from "./own-properties";

/**
 * The rules for the fonts that a page has loaded and a drawing uses, with the fonts in them.
 *
 * @throws `PartElsewhere` where one of them cannot be taken along
 */
export async function fontRulesFor(drawing: Element): Promise<string> {
  const used = familiesIn(drawing);
  const loaded = new Set(
    [...ownDocument().fonts]
      .filter(({ status }) => status === "loaded")
      .map(({ family }) => plain(family)),
  );
  const wanted = [...used].filter((family) => loaded.has(family));
  if (wanted.length === 0) return "";
  const rules = listFontRules();
  const inlined = wanted.map(async (family) => {
    const own = rules.filter(
      ({ style }) => plain(style.getPropertyValue("font-family")) === family,
    );
    // A script has loaded it.
    if (own.length === 0) throw new PartElsewhere();
    return (await Promise.all(own.map(inlineRule))).join("\n");
  });
  return (await Promise.all(inlined)).join("\n");
}

/** So many texts are looked at. */
const MAX_TEXTS = 1000;

function familiesIn(drawing: Element): Set<string> {
  const texts = [...drawing.querySelectorAll("text, tspan, foreignObject *")].slice(0, MAX_TEXTS);
  return new Set(texts.flatMap((text) => getComputedStyle(text).fontFamily.split(",").map(plain)));
}

function plain(family: string): string {
  return family
    .trim()
    .replace(/^["']|["']$/g, "")
    .toLowerCase();
}

function listFontRules(): CSSFontFaceRule[] {
  return [...ownDocument().styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
    } catch (failure) {
      // Those of another site are not to be read.
      if (!(failure instanceof DOMException)) throw failure;
      return [];
    }
  });
}

async function inlineRule(rule: CSSFontFaceRule): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"))?.[1];
  if (address === undefined) return rule.cssText;
  const sheet = rule.parentStyleSheet?.href ?? ownDocument().baseURI;
  const font = await inlinePart(new URL(address, sheet).href);
  const others = ["font-family", "font-weight", "font-style", "font-stretch", "unicode-range"]
    .map((name) => [name, rule.style.getPropertyValue(name)] as const)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}:${value}`);
  return `@font-face{${[...others, `src:url("${font}")`].join(";")}}`;
}
