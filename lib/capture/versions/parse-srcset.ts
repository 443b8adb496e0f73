/** One address of a `srcset`, with what the page says about its size. */
export interface SrcsetEntry {
  readonly url: string;
  /** `w`: width in image pixels; `x`: image pixels to a CSS pixel, which is what an entry without a word means (1). */
  readonly size: { readonly unit: "w" | "x"; readonly value: number };
}

/** Entries beyond this many are ignored: no page has so many sizes of one picture. */
const MAX_ENTRIES = 200;

const WHITESPACE = /[\t\n\f\r ]/;

/**
 * Splits a `srcset` attribute into its entries, in their order; entries with a descriptor that means
 * nothing are dropped, as a browser does. Never throws; linear in the length of the text.
 *
 * Source: https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
 */
export function parseSrcset(srcset: string): SrcsetEntry[] {
  const entries: SrcsetEntry[] = [];
  let at = 0;
  while (entries.length < MAX_ENTRIES) {
    while (at < srcset.length && /[\t\n\f\r ,]/.test(srcset.charAt(at))) at += 1;
    if (at >= srcset.length) break;
    const start = at;
    while (at < srcset.length && !WHITESPACE.test(srcset.charAt(at))) at += 1;
    // A comma inside an address (a data: one) belongs to it; commas at its end end the entry.
    let end = at;
    while (end > start && srcset.charAt(end - 1) === ",") end -= 1;
    const url = srcset.slice(start, end);
    let descriptors: string[] = [];
    if (end === at) [descriptors, at] = readDescriptors(srcset, at);
    const size = readSize(descriptors);
    if (size !== null) entries.push({ url, size });
  }
  return entries;
}

/** The words up to the comma that ends the entry, and where the next entry begins. Commas in brackets do not count. */
function readDescriptors(srcset: string, start: number): [words: string[], next: number] {
  let depth = 0;
  let at = start;
  for (; at < srcset.length; at += 1) {
    const character = srcset.charAt(at);
    if (character === "(") depth += 1;
    else if (character === ")") depth = Math.max(0, depth - 1);
    else if (character === "," && depth === 0) break;
  }
  const words = srcset
    .slice(start, at)
    .split(/[\t\n\f\r ]+/)
    .filter((word) => word !== "");
  return [words, at + 1];
}

function readSize(words: readonly string[]): SrcsetEntry["size"] | null {
  let size: SrcsetEntry["size"] | null = null;
  for (const word of words) {
    // A height is allowed beside a width, and tells nothing more.
    if (/^\d+h$/.test(word)) continue;
    const unit = word.at(-1);
    const value = Number(word.slice(0, -1));
    const isSize =
      unit === "w" ? /^\d+w$/.test(word) && value > 0 : unit === "x" && isDensity(word, value);
    if (!isSize || size !== null) return null;
    size = { unit: unit === "w" ? "w" : "x", value };
  }
  return size ?? { unit: "x", value: 1 };
}

function isDensity(word: string, value: number): boolean {
  return /^(?:\d+|\d*\.\d+)(?:e[+-]?\d+)?x$/i.test(word) && Number.isFinite(value) && value > 0;
}
