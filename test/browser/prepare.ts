import buildExtension from "./build-extension";
import printBrowsers from "./print-browsers";

declare global {
  /** Each project of the browser tests loads this file anew, in the same process. */
  var browserTestsPrepared: Promise<void> | undefined;
}

/** What the browser tests need once, before the first of them: the versions said, the extension built. */
export default async function prepare(): Promise<void> {
  globalThis.browserTestsPrepared ??= printBrowsers().then(buildExtension);
  await globalThis.browserTestsPrepared;
}
