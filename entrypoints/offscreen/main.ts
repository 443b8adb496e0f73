import { browser } from "wxt/browser";
import { ConversionHost, createConversionListener } from "../../lib/convert/conversion-host";
import { convertInWorker } from "../../lib/convert/convert-in-worker";
import { getAttachment } from "../../lib/store/attachment-store";

// A hidden page: the worker opens it when something has to be converted, and it closes itself when
// there has been nothing to do for a while.
const host = new ConversionHost({
  async convert(attachmentId, signal) {
    const attachment = await getAttachment(attachmentId);
    const { isDrawing, convertDrawing } = await import("../../lib/convert/convert-drawing");
    if (attachment?.state === "converting" && isDrawing(attachment.conversion)) {
      const { runConversion } = await import("../../lib/convert/run-conversion");
      return runConversion(attachmentId, convertDrawing, () => undefined, signal);
    }
    return convertInWorker(attachmentId, startWorker, signal);
  },
  close: () => window.close(),
});

function startWorker() {
  return new Worker(new URL("./conversion-worker.ts", import.meta.url), { type: "module" });
}

browser.runtime.onMessage.addListener(createConversionListener(host));
