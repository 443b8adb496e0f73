import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import type { DrawingAnswer } from "../lib/convert/draw-in-frame";
import { openSvg } from "../lib/convert/paint-svg";
import type { Drawing } from "../lib/convert/read-drawing";

/** The script of the sandboxed page that draws SVGs: one for each, asked once. Firefox has no such pages. */
export default defineUnlistedScript({
  include: ["chrome"],
  main() {
    addEventListener("message", ({ data, ports, source }: MessageEvent<Drawing>) => {
      const [port] = ports;
      if (source !== parent || port === undefined) return;
      void draw(data).then((image) => {
        port.postMessage({ image } satisfies DrawingAnswer, image === null ? [] : [image]);
      });
    });
  },
});

async function draw({ markup, widthPx, heightPx }: Drawing): Promise<ImageBitmap | null> {
  try {
    const svg = await openSvg(markup);
    const image = svg.paint(widthPx, heightPx).transferToImageBitmap();
    svg.close();
    return image;
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure;
    return null;
  }
}
