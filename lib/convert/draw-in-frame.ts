import { conversionFailure } from "./conversion-failure";
import type { DecodedPicture } from "./fit-picture";
import { type Drawing, damagedDrawing } from "./read-drawing";

/** What the frame that draws answers: null where the browser cannot show the SVG. */
export interface DrawingAnswer {
  readonly image: ImageBitmap | null;
}

/** A frame that draws one SVG, in a process of its own. */
export interface DrawingFrame {
  /** Resolves with its answer; never when it hangs. */
  draw(drawing: Drawing): Promise<DrawingAnswer>;
  /** Ends it with all that it does. */
  close(): void;
}

/** The person is told within 15 seconds, the capture included. */
export const DRAWN_WITHIN_MS = 8_000;

/**
 * Draws an SVG in a frame, which is ended in any case: whatever a hostile file does to the painter, the pages of
 * the extension go on, and the next drawing gets a fresh frame.
 *
 * @throws `JobFailure` `truncated-file`; `conversion-failed` with the name `Silence` when it hangs; the signal's
 *   reason when aborted
 */
export async function drawInFrame(
  drawing: Drawing,
  open: () => DrawingFrame,
  signal: AbortSignal,
): Promise<DecodedPicture> {
  signal.throwIfAborted();
  const frame = open();
  const over = new AbortController();
  try {
    const { image } = await Promise.race([
      frame.draw(drawing),
      new Promise<never>((_, reject) => {
        const hangs = () => reject(conversionFailure("conversion-failed", { name: "Silence" }));
        const timer = setTimeout(hangs, DRAWN_WITHIN_MS);
        over.signal.addEventListener("abort", () => clearTimeout(timer));
        signal.addEventListener("abort", () => reject(signal.reason as Error), {
          signal: over.signal,
        });
      }),
    ]);
    if (image === null) throw damagedDrawing(drawing.markup.length);
    const { widthPx, heightPx } = drawing;
    return { image, widthPx, heightPx, close: () => image.close() };
  } finally {
    over.abort();
    frame.close();
  }
}

/** The page of the package that draws; its script is entrypoints/draw-svg.ts. */
export const DRAWING_PAGE = "drawing.html";

/**
 * Opens a {@link DrawingFrame} in this page. The manifest names its page as sandboxed: it has an origin of its
 * own, none of the extension's rights, and in Chromium a process of its own.
 *
 * Source: https://developer.chrome.com/docs/extensions/reference/manifest/sandbox
 */
export function openDrawingFrame(): DrawingFrame {
  const frame = document.createElement("iframe");
  frame.src = `/${DRAWING_PAGE}`;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  document.body.append(frame);
  return {
    async draw(drawing) {
      await loaded;
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<DrawingAnswer>((resolve) => {
        port1.addEventListener("message", ({ data }: MessageEvent<DrawingAnswer>) => resolve(data));
      });
      port1.start();
      // Its origin has no name.
      frame.contentWindow?.postMessage(drawing, "*", [port2]);
      return answer;
    },
    close: () => frame.remove(),
  };
}
