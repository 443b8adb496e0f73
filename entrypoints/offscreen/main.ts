import { browser } from "wxt/browser";
import { ConversionHost, createConversionListener } from "../../lib/media/convert/conversion-host";

// A hidden page: the worker opens it when something has to be converted, and it closes itself when
// there has been nothing to do for a while.
const host = new ConversionHost({
  async convert(attachmentId, signal) {
    const { runConversion } = await import("../../lib/media/convert/run-conversion");
    return runConversion(attachmentId, signal);
  },
  close: () => window.close(),
});

browser.runtime.onMessage.addListener(createConversionListener(host));
