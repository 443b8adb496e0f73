import { spawn } from "node:child_process";
import { once } from "node:events";
import { browserArguments } from "./browser-arguments";
import { findBrowser } from "./find-browser";
import { SCREEN_SIZE, type VirtualDisplay } from "./virtual-display";

/** A browser that nobody debugs. */
export interface UndebuggedBrowser {
  /** Ends the browser in good order. */
  close(): Promise<void>;
}

/**
 * Starts a Chromium with the extension and without any debugger: an attached one keeps a service
 * worker alive for ever, and so hides what a person's browser does. All that can be done is what a
 * person can do, by keyboard and pointer.
 *
 * @param options.url the page that opens
 */
export async function launchUndebugged(options: {
  readonly extensionDir: string;
  readonly userDataDir: string;
  readonly resolve: Readonly<Record<string, number>>;
  readonly display: VirtualDisplay;
  readonly url: string;
}): Promise<UndebuggedBrowser> {
  const { executablePath, kind } = await findBrowser();
  const args = browserArguments({
    kind,
    extensionDir: options.extensionDir,
    resolve: options.resolve,
    headless: false,
    onVirtualDisplay: true,
    windowSize: SCREEN_SIZE,
    reachOtherHosts: false,
  }).filter((argument) => argument !== "--enable-unsafe-extension-debugging");
  const browser = spawn(
    executablePath,
    [
      ...args,
      `--user-data-dir=${options.userDataDir}`,
      "--no-default-browser-check",
      "--password-store=basic",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      options.url,
    ],
    { env: { ...process.env, DISPLAY: options.display.name }, stdio: "ignore" },
  );
  const endWithUs = () => browser.kill("SIGKILL");
  process.once("exit", endWithUs);
  return {
    async close() {
      process.removeListener("exit", endWithUs);
      if (browser.exitCode !== null || browser.signalCode !== null) return;
      const exited = once(browser, "exit");
      browser.kill("SIGTERM");
      await exited;
    },
  };
}
