import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import type { ExtensionBrowser } from "./harness/extension-browser";
import { ensureDesktopTools } from "./harness/ensure-desktop-tools";
import { launchExtension, type LaunchOptions } from "./harness/launch-extension";
import { answerPermissionPrompt, chooseFromContextMenu } from "./harness/real-click";
import { pressShortcut } from "./harness/press-shortcut";
import { startVirtualDisplay, type VirtualDisplay } from "./harness/virtual-display";
import { type Gallery, startGallery } from "../pages/start-gallery";
import { startXServer } from "../x-server/start-x-server";
import type { XServer, XServerOptions } from "../x-server/x-server";
import { clearStores, STORES_OF_JOBS } from "./clear-stores";
import { ComposerPage } from "./composer-page";
import { waitUntil } from "./harness/wait-until";

/** The id that the manifest's key fixes. */
export const EXTENSION_ID = "hcfllbcnpmlmecoaoafckjdddchmpdno";

/** The address that a person registers with X. */
export const REDIRECT_URI = `https://${EXTENSION_ID}.chromiumapp.org/`;

/** The production bundle. */
export const EXTENSION_DIR = fileURLToPath(new URL("../../.output/chrome-mv3", import.meta.url));

/** A person's computer: a screen, a browser with the extension, sites to visit, and X. */
export interface ExtensionWorld {
  readonly display: VirtualDisplay;
  readonly x: XServer;
  readonly gallery: Gallery;
  /** Which names of the sites and of X lead to which port here. */
  readonly resolve: Readonly<Record<string, number>>;
  browser: ExtensionBrowser;
  /** Opens the composer in a tab. */
  openComposer(): Promise<ComposerPage>;
  /** The composer in the toolbar's popup; waits until the browser has opened it. */
  composerPopup(): Promise<ComposerPage>;
  /** Presses the shortcut of the popup over a page. */
  openPopupByKey(page: Page): Promise<ComposerPage>;
  /** The window in which X asks for consent; waits until it is open. */
  consentWindow(): Promise<Page>;
  /** Enters the client id in the options and signs in from the composer. */
  signIn(): Promise<void>;
  /** Opens a page of the gallery's constructs and waits for its picture. */
  visit(
    construct: string,
    query?: string,
  ): Promise<{ readonly page: Page; readonly media: Locator }>;
  /** Right-clicks and chooses our entry, for real. */
  tweet(page: Page, media: Locator): Promise<void>;
  answerPrompt(answer: "allow" | "deny"): Promise<void>;
  /** Forgets all jobs here and at X, and what the gallery served instead; the sign-in stays. */
  clear(): Promise<void>;
  /** Ends the browser as a power cut would, and starts it again on the same profile. */
  crashAndRestart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything; nothing outlives close() or the end of this process. */
export async function startExtensionWorld(
  options: { readonly x?: XServerOptions; readonly launch?: Partial<LaunchOptions> } = {},
): Promise<ExtensionWorld> {
  await ensureDesktopTools();
  const display = await startVirtualDisplay();
  const x = await startXServer({ consent: "allow", redirectUris: [REDIRECT_URI], ...options.x });
  const gallery = await startGallery();
  const resolve = { ...gallery.resolve, "api.x.com:443": x.port, "x.com:443": x.port };
  const launch = (userDataDir?: string) =>
    launchExtension({
      extensionDir: EXTENSION_DIR,
      display,
      resolve,
      ...(userDataDir !== undefined && { userDataDir }),
      ...options.launch,
    });

  const world: ExtensionWorld = {
    display,
    x,
    gallery,
    resolve,
    browser: await launch(),
    async openComposer() {
      return new ComposerPage(await world.browser.openPage("popup.html"));
    },
    async composerPopup() {
      return new ComposerPage(await world.browser.realPopup());
    },
    async openPopupByKey(page) {
      await pressShortcut(display, page, "alt+x", () => world.browser.realPopup());
      return world.composerPopup();
    },
    consentWindow: () =>
      waitUntil("the window of X to open", () =>
        world.browser.context
          .pages()
          .find((page) => page.url().startsWith("https://x.com/i/oauth2/authorize")),
      ),
    async signIn() {
      const page = await world.browser.openPage("options.html");
      await page.getByRole("textbox", { name: "Client ID" }).fill(x.clientId);
      await page.getByRole("button", { name: "Save" }).click();
      const composer = await world.openComposer();
      await composer.signIn();
      await composer.page.close();
      await page.close();
    },
    async visit(construct, query) {
      const page = await world.browser.context.newPage();
      await page.goto(gallery.constructUrl(construct, query));
      await waitUntil("the picture to have its address", () => page.evaluate(hasAddresses));
      return { page, media: page.locator("img, video").first() };
    },
    tweet: (page, media) => chooseFromContextMenu(display, page, media),
    answerPrompt: (answer) => answerPermissionPrompt(display, answer),
    async clear() {
      const [, ...pages] = world.browser.context.pages();
      await Promise.all(pages.map((page) => page.close()));
      // A worker that sleeps is woken by any page of the extension.
      const worker = await world.browser.worker().catch(async () => {
        await (await world.openComposer()).page.close();
        return world.browser.worker();
      });
      await clearStores(worker, STORES_OF_JOBS);
      x.reset({ keepGrants: true });
      gallery.serveAsBefore();
      gallery.clearRequests();
    },
    async crashAndRestart() {
      const { userDataDir } = world.browser;
      await world.browser.kill();
      world.browser = await launch(userDataDir);
    },
    async close() {
      await world.browser.close();
      await Promise.all([x.close(), gallery.close()]);
      await display.close();
    },
  };
  return world;
}

/** Runs in the page: whether scripts have set what they were to set, and images are loaded or broken. */
function hasAddresses(): boolean {
  const all = document.querySelectorAll<HTMLImageElement | HTMLVideoElement>("img, video");
  return [...all].every(
    (media) => media.currentSrc !== "" && (media instanceof HTMLVideoElement || media.complete),
  );
}
