import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { type Gallery, startGallery } from "../pages/start-gallery";
import { startXServer } from "../x-server/start-x-server";
import type { XServer } from "../x-server/x-server";
import { FirefoxPopup } from "./firefox-popup";
import { ensureDesktopTools } from "./harness/ensure-desktop-tools";
import { type FirefoxBrowser, launchFirefox } from "./harness/launch-firefox";
import { startVirtualDisplay, type VirtualDisplay } from "./harness/virtual-display";
import { visibleWindows } from "./harness/visible-windows";
import { waitUntil } from "./harness/wait-until";

/** The address that a person registers with X: Firefox makes its host from the id in the manifest. */
export const FIREFOX_REDIRECT_URI =
  "https://5440958f70d78d42d35cdbcb02ee3479394164b2.extensions.allizom.org/";

/** What an extension's page may ask of the browser, as far as it is used in the page here. */
declare const browser: {
  readonly action: { openPopup(): Promise<void> };
  readonly permissions: {
    contains(permissions: { origins: string[] }): Promise<boolean>;
    remove(permissions: { origins: string[] }): Promise<boolean>;
  };
};

const X_API = { origins: ["https://api.x.com/*"] };

/** A person's computer with Firefox: a screen, the browser with the extension, sites, and X. */
export interface FirefoxWorld {
  readonly display: VirtualDisplay;
  readonly x: XServer;
  readonly gallery: Gallery;
  readonly firefox: FirefoxBrowser;
  /** The options, in a tab that stays open. */
  readonly options: Page;
  readonly popup: FirefoxPopup;
  /** Opens a page of the gallery, in front of all others. */
  visit(construct: string, query?: string): Promise<Page>;
  /** Right-clicks the first picture of a page of the gallery and chooses our entry, for real. */
  tweet(construct: string, query?: string): Promise<void>;
  /** The same on any page. */
  tweetOn(address: string): Promise<void>;
  /** Opens the popup over the page in front by its shortcut, for real. */
  openPopup(): Promise<void>;
  /**
   * Waits for the popup that opens by itself; where the browser opens none without a click or a key
   * (Firefox before 149), and a notification says that it is ready, opens it by its shortcut.
   */
  meetPopup(): Promise<void>;
  /** Allows what the browser's permission prompt asks for; waits until it asks. */
  allow(origin: string): Promise<void>;
  /** Takes the permission for X back, as a person can in the extensions' manager. */
  revokeX(): Promise<void>;
  /** Whether the extension may read a site: a match pattern. */
  mayRead(origin: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Starts everything; nothing outlives close(). */
export async function startFirefoxWorld(): Promise<FirefoxWorld> {
  ensureDesktopTools();
  const display = await startVirtualDisplay();
  const x = await startXServer({ consent: "allow", redirectUris: [FIREFOX_REDIRECT_URI] });
  const gallery = await startGallery();
  const firefox = await launchFirefox({
    extensionDir: fileURLToPath(new URL("../../.output/firefox-mv3", import.meta.url)),
    display,
    resolve: { ...gallery.resolve, "api.x.com:443": x.port, "x.com:443": x.port },
  });
  const options = await firefox.openPage("options.html");
  const popup = new FirefoxPopup(options);
  const opensUnasked = await options.evaluate(() =>
    browser.action.openPopup().then(
      () => true,
      () => false,
    ),
  );
  if (opensUnasked) await popup.close();
  const mayRead = (origin: string) =>
    options.evaluate((origin) => browser.permissions.contains({ origins: [origin] }), origin);

  async function visit(address: string): Promise<Page> {
    const page = await firefox.openTab();
    await page.goto(address);
    await page.bringToFront();
    return page;
  }

  async function openPopup(): Promise<void> {
    await display.xdotool("key", "alt+x");
  }

  async function tweetOn(address: string): Promise<void> {
    const page = await visit(address);
    const media = await page.waitForSelector("img, video");
    const before = await visibleWindows(display);
    await media?.click({ button: "right" });
    await waitUntil("the context menu", async () =>
      (await visibleWindows(display)).some((window) => !before.includes(window)),
    );
    // Our entry is the last one.
    await display.xdotool("key", "--delay", "100", "Up", "Return");
  }

  return {
    display,
    x,
    gallery,
    firefox,
    options,
    popup,
    visit: (construct, query) => visit(gallery.constructUrl(construct, query)),
    tweet: (construct, query) => tweetOn(gallery.constructUrl(construct, query)),
    tweetOn,
    openPopup,
    async meetPopup() {
      if (!opensUnasked) await openPopup();
      await waitUntil("the popup", async () => (await popup.text()) !== "");
    },
    async allow(origin) {
      await waitUntil(`the permission for ${origin}`, async () => {
        // The prompt takes no key in its first moments; a key too early means nothing to the page.
        await display.xdotool("key", "alt+a");
        return mayRead(origin);
      });
    },
    async revokeX() {
      await options.evaluate((permissions) => browser.permissions.remove(permissions), X_API);
    },
    mayRead,
    async close() {
      await firefox.close();
      await Promise.all([x.close(), gallery.close()]);
      await display.close();
    },
  };
}
