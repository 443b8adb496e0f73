import type { Plugin } from "vite";

const MODULE = "jxl-oxide-wasm/jxl_oxide_wasm.js";
/** Each with what stands there instead. */
const MENDS: readonly (readonly [string, string])[] = [
  // Asked for only where there is no `globalThis`, and forbidden on the extension's pages anyway.
  ["new Function(getStringFromWasm0(arg0, arg1))", "undefined"],
  // Where the module lies if nobody says so; it would be packed a second time.
  ["new URL('jxl_oxide_wasm_bg.wasm', import.meta.url)", "undefined"],
];

/**
 * Takes out of jxl-oxide's glue what makes code of a text, and the address of a second copy of its module.
 *
 * @throws (while building) where the library looks different
 */
export function mendJxlOxide(): Plugin {
  return {
    name: "mend-jxl-oxide",
    transform(code, id) {
      if (!id.replaceAll("\\", "/").endsWith(`/node_modules/${MODULE}`)) return null;
      let mended = code;
      for (const [found, instead] of MENDS) {
        const parts = mended.split(found);
        if (parts.length !== 2) this.error(`${MODULE} does not hold ${found} once.`);
        mended = parts.join(instead);
      }
      return { code: mended, map: null };
    },
  };
}
