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
  const url = URL.createObjectURL(new Blob([markup], { type: "image/svg+xml" }));
  const close = () => URL.revokeObjectURL(url);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (failure) {
    close();
    throw failure;
  }
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
