/** An SVG that a window has read; `close` frees it. */
export interface OpenSvg {
  /** Paints all of it onto a canvas of that size. */
  paint(widthPx: number, heightPx: number): OffscreenCanvas;
  close(): void;
}

/**
 * Has the window read an SVG. As an image it runs no script and loads nothing: what it refers to elsewhere is
 * left out.
 *
 * @throws `DOMException` `EncodingError` where the browser cannot show it
 */
export async function openSvg(markup: string): Promise<OpenSvg> {
  const file = new Blob([markup], { type: "image/svg+xml" });
  // Chromium lets nobody read a canvas with HTML in a drawing that has any other address than this.
  const hasHtml = /foreignObject/i.test(markup);
  const url = hasHtml ? await toDataAddress(file) : URL.createObjectURL(file);
  const close = () => URL.revokeObjectURL(url);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (failure) {
    close();
    throw failure;
  }
  if (/@font-face|<image/i.test(markup)) await settle(image);
  return {
    paint(widthPx, heightPx) {
      const canvas = new OffscreenCanvas(widthPx, heightPx);
      // Not by the graphics process, which all pages share.
      const context = canvas.getContext("2d", { willReadFrequently: true });
      if (context === null) throw new DOMException("No canvas.", "InvalidStateError");
      context.drawImage(image, 0, 0, widthPx, heightPx);
      return canvas;
    },
    close,
  };
}

function toDataAddress(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("Not readable.")));
    reader.readAsDataURL(file);
  });
}

/** Fonts and pictures within a drawing are read once it is painted, and no event tells when they are there. */
const SETTLED_AFTER_MS = 200;

async function settle(image: HTMLImageElement): Promise<void> {
  new OffscreenCanvas(8, 8).getContext("2d")?.drawImage(image, 0, 0, 8, 8);
  await new Promise((resolve) => setTimeout(resolve, SETTLED_AFTER_MS));
}
