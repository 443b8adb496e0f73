import { fileURLToPath } from "node:url";
import { REDIRECT_URI } from "../browser/extension-world";
import type { ExtensionBrowser } from "../browser/harness/extension-browser";
import type { BrowserChoice } from "../browser/harness/find-browser";
import { launchExtension } from "../browser/harness/launch-extension";
import type { VirtualDisplay } from "../browser/harness/virtual-display";
import { type Gallery, startGallery } from "../pages/start-gallery";
import { startXServer } from "../x-server/start-x-server";
import type { XServer } from "../x-server/x-server";

const EXTENSION_DIR = fileURLToPath(new URL("../../.output/chrome-mv3", import.meta.url));

/** Where the browser's window opens: on the person's screen, on one that nobody sees, or nowhere. */
export type DemoScreen = "own" | "none" | VirtualDisplay;

/** The local X, the gallery, and a browser that takes both for the real thing. */
export interface DemoWorld {
  readonly x: XServer;
  readonly gallery: Gallery;
  readonly browser: ExtensionBrowser;
  /** Ends the browser and both servers; the screen is its owner's. */
  close(): Promise<void>;
}

/** Starts the demo's world with the extension as built; nothing in it outlives this process. */
export async function startDemoWorld(
  choice: BrowserChoice,
  screen: DemoScreen,
  consent: "ask" | "allow",
): Promise<DemoWorld> {
  const x = await startXServer({ consent, redirectUris: [REDIRECT_URI] });
  const gallery = await startGallery();
  const closeServers = () => Promise.all([x.close(), gallery.close()]);
  try {
    const browser = await launchExtension({
      extensionDir: EXTENSION_DIR,
      browser: choice,
      resolve: { ...gallery.resolve, "api.x.com:443": x.port, "x.com:443": x.port },
      headless: screen === "none",
      ...(typeof screen === "object" && { display: screen }),
    });
    return {
      x,
      gallery,
      browser,
      async close() {
        await browser.close();
        await closeServers();
      },
    };
  } catch (error) {
    await closeServers();
    throw error;
  }
}
