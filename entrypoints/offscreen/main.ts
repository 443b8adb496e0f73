import { browser } from "wxt/browser";
import { ConversionHost, createHostListener } from "../../lib/convert/conversion-host";
import type { Draw } from "../../lib/convert/convert-drawing";
import { convertInWorker, drawFilmInWorker } from "../../lib/convert/convert-in-worker";
import { createConversionWorkers } from "../../lib/convert/prepared-worker";
import { LONGEST_DRAWING_MS } from "../../lib/convert/request-film-drawing";
import { getAttachment } from "../../lib/store/attachment-store";

// A hidden page: the worker opens it when something has to be converted, and it closes itself when
// there has been nothing to do for a while.
const workers = createConversionWorkers(startWorker);
const host = new ConversionHost({
  async convert(attachmentId, signal) {
    const attachment = await getAttachment(attachmentId);
    const { isDrawing, createDrawingConverter } = await import("../../lib/convert/convert-drawing");
    if (attachment?.state === "converting" && isDrawing(attachment.conversion)) {
      const { runConversion } = await import("../../lib/convert/run-conversion");
      const convert = createDrawingConverter(await loadDraw());
      return runConversion(attachmentId, convert, () => undefined, signal);
    }
    return convertInWorker(attachmentId, () => workers.take(attachmentId), signal);
  },
  prepare: (attachmentId) => workers.prepare(attachmentId),
  drawFilm: (attachmentId) =>
    drawFilmInWorker(attachmentId, startWorker, AbortSignal.timeout(LONGEST_DRAWING_MS)),
  close() {
    workers.drop();
    window.close();
  },
});

/** Firefox has no sandboxed pages, and draws in this one. */
async function loadDraw(): Promise<Draw> {
  if (import.meta.env.FIREFOX) return (await import("../../lib/convert/draw-in-page")).drawInPage;
  const { drawInFrame, openDrawingFrame } = await import("../../lib/convert/draw-in-frame");
  return (drawing, signal) => drawInFrame(drawing, openDrawingFrame, signal);
}

function startWorker() {
  return new Worker(new URL("./conversion-worker.ts", import.meta.url), { type: "module" });
}

// By connections alone, see `askHiddenPage`: who hears messages is handed all that web pages send.
browser.runtime.onConnect.addListener(createHostListener(host));
