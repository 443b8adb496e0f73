import type { Plugin } from "vite";

/** The one place where preact turns a string into elements, in its minified module. */
const ASSIGNMENT = /\b\w+\.innerHTML\s*=\s*\w+\.__html\b/g;

/**
 * Takes preact's `dangerouslySetInnerHTML` out of the bundle: no view uses it, so no text of a page or
 * a server can ever become elements, and Firefox's linter has nothing to warn of.
 *
 * @throws where preact's module no longer has exactly one such place: look at it, and adapt the pattern
 */
export function removeInnerHtml(): Plugin {
  return {
    name: "remove-inner-html",
    transform(code, id) {
      if (!/\/preact\/dist\/preact\.[a-z]*js$/.test(id)) return null;
      const count = code.match(ASSIGNMENT)?.length ?? 0;
      if (count !== 1) {
        throw new Error(`preact sets innerHTML in ${count} places instead of one.`);
      }
      return { code: code.replace(ASSIGNMENT, "void 0"), map: null };
    },
  };
}
