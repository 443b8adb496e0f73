import { readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer, { type Browser, type Page, ProtocolError } from "puppeteer-core";
import { findFirefox } from "./find-firefox";
import { startLoopbackProxy } from "./loopback-proxy";
import { SCREEN_SIZE, type VirtualDisplay } from "./virtual-display";
import { waitUntil } from "./wait-until";

/** A running Firefox with the extension in it. */
export interface FirefoxBrowser {
  readonly browser: Browser;
  /** `moz-extension://<uuid>/`. */
  readonly extensionOrigin: string;
  /** Opens an empty tab in front of all others. */
  openTab(): Promise<Page>;
  /** Opens a page of the extension in a new tab and waits for its view. */
  openPage(name: string): Promise<Page>;
  /** Ends the event page as Firefox does after 30 idle seconds; returns when it is gone. */
  stopEventPage(): Promise<void>;
  /** Lets the event page end by itself after so many idle milliseconds; 30,000 unless told. */
  setIdleTimeout(ms: number): Promise<void>;
  /** Whether the event page runs. */
  isEventPageRunning(): Promise<boolean>;
  close(): Promise<void>;
}

/** Firefox makes a UUID for each installation; a fixed one gives the tests an address to open. */
const EXTENSION_UUID = "7f0a0f3e-1f3c-4a55-9d55-0c9c3c1f8b11";

/**
 * Starts Firefox through WebDriver BiDi with the built extension, on a display of its own. It reaches
 * the hosts in `resolve` (`{"api.x.com:443": 4443}`), on this machine, and nothing else.
 */
export async function launchFirefox(options: {
  readonly extensionDir: string;
  readonly display: VirtualDisplay;
  readonly resolve: Readonly<Record<string, number>>;
}): Promise<FirefoxBrowser> {
  const proxy = await startLoopbackProxy(options.resolve);
  const extensionId = readExtensionId(options.extensionDir);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: findFirefox().executablePath,
    headless: false,
    acceptInsecureCerts: true,
    defaultViewport: null,
    env: { ...process.env, DISPLAY: options.display.name },
    args: [
      // Lets the tests open the extension's own pages, and end its event page.
      "--remote-allow-system-access",
      `--width=${SCREEN_SIZE.width}`,
      `--height=${SCREEN_SIZE.height}`,
    ],
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.socks": "127.0.0.1",
      "network.proxy.socks_port": proxy.port,
      "network.proxy.socks_version": 5,
      "network.proxy.socks_remote_dns": true,
      "network.proxy.no_proxies_on": "",
      "extensions.webextensions.uuids": JSON.stringify({ [extensionId]: EXTENSION_UUID }),
    },
  });
  const extensionOrigin = `moz-extension://${EXTENSION_UUID}/`;
  await browser.installExtension(options.extensionDir);
  const system = await openSystemPage(browser);

  return {
    browser,
    extensionOrigin,
    openTab: () => openTab(browser),
    async openPage(name) {
      const page = await openTab(browser);
      startNavigation(page, extensionOrigin + name);
      await waitUntil(`${name} to show its view`, () =>
        page.evaluate(hasView).catch((error: unknown) => {
          // Asked in the middle of the navigation, the document asked is gone.
          if (!(error instanceof Error)) throw error;
          return false;
        }),
      );
      return page;
    },
    async stopEventPage() {
      await system.evaluate(terminateBackground, extensionId);
      await waitUntil(
        "the event page to end",
        async () => (await system.evaluate(backgroundState, extensionId)) === "stopped",
      );
    },
    async setIdleTimeout(ms) {
      await system.evaluate(setIntPreference, "extensions.background.idle.timeout", ms);
    },
    async isEventPageRunning() {
      return (await system.evaluate(backgroundState, extensionId)) === "running";
    },
    async close() {
      await browser.close();
      await proxy.close();
    },
  };
}

function readExtensionId(extensionDir: string): string {
  const manifest = JSON.parse(readFileSync(join(extensionDir, "manifest.json"), "utf8")) as {
    browser_specific_settings: { gecko: { id: string } };
  };
  return manifest.browser_specific_settings.gecko.id;
}

/**
 * Where nothing else shows notifications Firefox does, in a window of its own without tabs; until that
 * closes by itself, WebDriver takes it for the window in which a tab shall be opened.
 */
function openTab(browser: Browser): Promise<Page> {
  return waitUntil(
    "a tab",
    async () => {
      try {
        return await browser.newPage();
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        return undefined;
      }
    },
    30_000,
  );
}

/** Firefox never reports the end of a navigation to a page of its own or of an extension. */
function startNavigation(page: Page, address: string): void {
  page.goto(address, { timeout: 5_000 }).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
  });
}

/** Runs in the page. Puppeteer is not told its address. */
function hasView(): boolean {
  const root = location.protocol === "moz-extension:" ? document.querySelector("#app") : null;
  return root !== null && root.childElementCount > 0;
}

/** A page with the browser's own rights: the only way to the extension's life from outside. */
async function openSystemPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  startNavigation(page, "about:config");
  await waitUntil("the system page", () => page.evaluate(() => "WebExtensionPolicy" in globalThis));
  return page;
}

/** What a page with the browser's own rights sees of an extension. */
declare const WebExtensionPolicy: {
  getByID(id: string): {
    readonly extension: {
      readonly backgroundState: string;
      terminateBackground(): Promise<void>;
    };
  };
};

declare const Services: { readonly prefs: { setIntPref(name: string, value: number): void } };

function setIntPreference(name: string, value: number): void {
  Services.prefs.setIntPref(name, value);
}

async function terminateBackground(id: string): Promise<void> {
  await WebExtensionPolicy.getByID(id).extension.terminateBackground();
}

function backgroundState(id: string): string {
  return WebExtensionPolicy.getByID(id).extension.backgroundState;
}
