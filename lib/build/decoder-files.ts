import { fileURLToPath } from "node:url";
import { HEIF_WASM, JXL_WASM } from "../convert/load-wasm";

/** WebAssembly that the package carries as files of their own, loaded when a picture needs it. */
export const DECODER_FILES: readonly { readonly fileName: string; readonly path: string }[] = [
  { fileName: HEIF_WASM, path: inPackages("libheif-js/libheif-wasm/libheif.wasm") },
  { fileName: JXL_WASM, path: inPackages("jxl-oxide-wasm/jxl_oxide_wasm_bg.wasm") },
];

function inPackages(path: string): string {
  return fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));
}
