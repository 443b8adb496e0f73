/** The name of libheif's module in the package. */
export const HEIF_WASM = "libheif.wasm";

/** The name of jxl-oxide's module in the package. */
export const JXL_WASM = "jxl-oxide.wasm";

/** Reads a WebAssembly module that comes with the extension, by its name in the package. */
export type LoadWasm = (fileName: string) => Promise<Uint8Array<ArrayBuffer>>;

/** {@link LoadWasm} where the extension runs. @throws `TypeError` where the package lacks the file */
export const loadWasm: LoadWasm = async (fileName) => {
  const response = await fetch(`/${fileName}`);
  return new Uint8Array(await response.arrayBuffer());
};

/** Lets other events of this thread have their turn, between two parts of a long work. */
export function takeBreath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
