import { fileURLToPath } from "node:url";
import type { Locator, Page, Worker } from "playwright-core";
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
import { forgetWorld, rememberWorld } from "./open-worlds";
import { waitUntil } from "./harness/wait-until";

/** The id that the manifest's key fixes. */
export const EXTENSION_ID = "hcfllbcnpmlmecoaoafckjdddchmpdno";

/** The address that a person registers with X. */
export const REDIRECT_URI = `https://${EXTENSION_ID}.chromiumapp.org/`;

/** The production bundle. */
export const EXTENSION_DIR = fileURLToPath(new URL("../../.output/chrome-mv3", import.meta.url));

/** What differs from the usual X and the usual browser. */
export interface WorldOptions {
  readonly x?: XServerOptions;
  readonly launch?: Partial<LaunchOptions>;
}

/** Starts everything; nothing outlives close() or the end of this process. */
export async function startExtensionWorld(options: WorldOptions = {}): Promise<ExtensionWorld> {
  const world = new ExtensionWorld(options);
  await world.start();
  return world;
}

interface Parts {
  readonly display: VirtualDisplay;
  readonly x: XServer;
  readonly gallery: Gallery;
  readonly resolve: Readonly<Record<string, number>>;
}

/**
 * A person's computer: a screen, a browser with the extension, sites to visit, and X. Nothing of it is
 * there before start().
 */
export class ExtensionWorld {
  readonly #options: WorldOptions;
  #parts: Parts | undefined;
  #browser: ExtensionBrowser | undefined;

  constructor(options: WorldOptions = {}) {
    this.#options = options;
  }

  /** Starts the screen, X, the sites and the browser, and returns when the extension is installed. */
  async start(): Promise<void> {
    await ensureDesktopTools();
    const display = await startVirtualDisplay();
    const x = await startXServer({
      consent: "allow",
      redirectUris: [REDIRECT_URI],
      ...this.#options.x,
    });
    const gallery = await startGallery();
    const resolve = { ...gallery.resolve, "api.x.com:443": x.port, "x.com:443": x.port };
    this.#parts = { display, x, gallery, resolve };
    this.#browser = await this.#launch();
    rememberWorld(this);
  }

  get display(): VirtualDisplay {
    return started(this.#parts).display;
  }

  get x(): XServer {
    return started(this.#parts).x;
  }

  get gallery(): Gallery {
    return started(this.#parts).gallery;
  }

  /** Which names of the sites and of X lead to which port here. */
  get resolve(): Readonly<Record<string, number>> {
    return started(this.#parts).resolve;
  }

  /** The browser that runs now: another one after crashAndRestart(). */
  get browser(): ExtensionBrowser {
    return started(this.#browser);
  }

  /** Opens the composer in a tab. */
  async openComposer(): Promise<ComposerPage> {
    return new ComposerPage(await this.browser.openPage("popup.html"));
  }

  /** The composer in the toolbar's popup; waits until the browser has opened it. */
  async composerPopup(): Promise<ComposerPage> {
    return new ComposerPage(await this.browser.realPopup());
  }

  /** Presses the shortcut of the popup over a page. */
  async openPopupByKey(page: Page): Promise<ComposerPage> {
    await pressShortcut(this.display, page, "alt+x", () => this.browser.realPopup());
    return this.composerPopup();
  }

  /** The window in which X asks for consent; waits until it is open and painted: a click before is dropped by the browser. */
  async consentWindow(): Promise<Page> {
    const window = await waitUntil("the window of X to open", () =>
      this.browser.context
        .pages()
        .find((page) => page.url().startsWith("https://x.com/i/oauth2/authorize")),
    );
    await window.waitForFunction(isPainted);
    return window;
  }

  /** Enters the client id in the options and signs in from the composer. */
  async signIn(): Promise<void> {
    const page = await this.browser.openPage("options.html");
    await page.getByRole("textbox", { name: "Client ID" }).fill(this.x.clientId);
    await page.getByRole("button", { name: "Save" }).click();
    const composer = await this.openComposer();
    await composer.signIn();
    await composer.page.close();
    await page.close();
  }

  /** Opens a page of the gallery's constructs and waits for its picture. */
  async visit(
    construct: string,
    query?: string,
  ): Promise<{ readonly page: Page; readonly media: Locator }> {
    const page = await this.browser.context.newPage();
    await page.goto(this.gallery.constructUrl(construct, query));
    await waitUntil("the picture to have its address", () => page.evaluate(hasAddresses));
    return { page, media: page.locator("img, video").first() };
  }

  /** Right-clicks and chooses our entry, for real. */
  tweet(page: Page, media: Locator): Promise<void> {
    return chooseFromContextMenu(this.display, page, media);
  }

  answerPrompt(answer: "allow" | "deny"): Promise<void> {
    return answerPermissionPrompt(this.display, answer);
  }

  /** Forgets all jobs here and at X, and what the gallery served instead; the sign-in stays. */
  async clear(): Promise<void> {
    const [, ...pages] = this.browser.context.pages();
    await Promise.all(pages.map((page) => page.close()));
    await clearStores(await this.#worker(), STORES_OF_JOBS);
    this.x.reset({ keepGrants: true });
    this.gallery.serveAsBefore();
    this.gallery.clearRequests();
  }

  /** Ends the browser as a power cut would, and starts it again on the same profile. */
  async crashAndRestart(): Promise<void> {
    const { userDataDir } = this.browser;
    await this.browser.kill();
    this.#browser = await this.#launch(userDataDir);
  }

  /** Ends whatever runs of it. */
  async close(): Promise<void> {
    forgetWorld(this);
    await this.#browser?.close();
    await Promise.all([this.#parts?.x.close(), this.#parts?.gallery.close()]);
    await this.#parts?.display.close();
  }

  /** A worker that sleeps is woken by any page of the extension. */
  #worker(): Promise<Worker> {
    return this.browser.worker().catch(async () => {
      await (await this.openComposer()).page.close();
      return this.browser.worker();
    });
  }

  #launch(userDataDir?: string): Promise<ExtensionBrowser> {
    const { display, resolve } = started(this.#parts);
    return launchExtension({
      extensionDir: EXTENSION_DIR,
      display,
      resolve,
      ...(userDataDir !== undefined && { userDataDir }),
      ...this.#options.launch,
    });
  }
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("This world has not been started.");
  return part;
}

/** Runs in the page: whether scripts have set what they were to set, and images are loaded or broken. */
function hasAddresses(): boolean {
  const all = document.querySelectorAll<HTMLImageElement | HTMLVideoElement>("img, video");
  return [...all].every(
    (media) => media.currentSrc !== "" && (media instanceof HTMLVideoElement || media.complete),
  );
}

/** Runs in the page. */
function isPainted(): boolean {
  return performance.getEntriesByName("first-contentful-paint").length > 0;
}
