import type { Plugin } from "vite";

const MODULE = "mpd-parser/dist/mpd-parser.es.js";

/** So many pieces a manifest may list, all its renditions and attempts taken together. */
const MAX_PIECES = 250_000;

/** What stands once in the library, and what comes in its place. */
const MENDS: readonly (readonly [string, string])[] = [
  [
    "const range = (start, end) => {",
    `let piecesLeft = 0;
const spend = (count) => {
  piecesLeft -= count;
  if (!(piecesLeft >= 0)) throw new Error("Too many pieces");
};
const range = (start, end) => {
  spend(Math.max(0, end - start));`,
  ],
  ["    while (number < end) {", "    while (number < end) {\n      spend(1);"],
  [
    "return baseUrlElements.map(function (baseUrlElement) {",
    "return baseUrlElements.slice(0, 1).map(function (baseUrlElement) {",
  ],
  [
    "const parser = new DOMParser();",
    `const fail = (message) => {
    throw new Error(message);
  };
  const parser = new DOMParser({ errorHandler: { warning() {}, error() {}, fatalError: fail } });`,
  ],
  [
    "const parse = (manifestString, options = {}) => {",
    `const parse = (manifestString, options = {}) => {\n  piecesLeft = ${MAX_PIECES};`,
  ],
];

/**
 * Bounds what mpd-parser 1.4.0 lists, and keeps it quiet. It makes a record of each piece of each rendition at once, as many as
 * the manifest says, and one rendition for each combination of alternative addresses: a few hundred bytes
 * are enough to fill the memory or to keep it busy for ever. With a budget it throws, and takes the first
 * address of several. Its parser of XML tells the console what it does not like, with signed addresses in it: here
 * it says nothing.
 *
 * @throws (while building) where the library looks different: then see whether this is still needed
 */
export function mendMpdParser(): Plugin {
  return {
    name: "mend-mpd-parser",
    transform(code, id) {
      if (!id.replaceAll("\\", "/").endsWith(`/node_modules/${MODULE}`)) return null;
      const mended = mendParser(code);
      if (mended === null) this.error(`${MODULE} lists pieces in another way.`);
      return { code: mended, map: null };
    },
  };
}

/** The module's code with the mends; null where one of its places is not there, or not once. */
export function mendParser(code: string): string | null {
  let mended = code;
  for (const [from, to] of MENDS) {
    const parts = mended.split(from);
    if (parts.length !== 2) return null;
    mended = parts.join(to);
  }
  return mended;
}
