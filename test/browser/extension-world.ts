import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import type { ExtensionBrowser } from "./harness/extension-browser";
import { ensureDesktopTools } from "./harness/ensure-desktop-tools";
import { launchExtension, type LaunchOptions } from "./harness/launch-extension";
import { answerPermissionPrompt, chooseFromContextMenu } from "./harness/real-click";
import { startVirtualDisplay, type VirtualDisplay } from "./harness/virtual-display";
import { type Gallery, startGallery } from "../pages/start-gallery";
import { startXServer } from "../x-server/start-x-server";
import type { XServer, XServerOptions } from "../x-server/x-server";
import { ComposerPage } from "./composer-page";

/** The id that the manifest's key fixes. */
export const EXTENSION_ID = "hcfllbcnpmlmecoaoafckjdddchmpdno";

/** The address that a person registers with X. */
export const REDIRECT_URI = `https://${EXTENSION_ID}.chromiumapp.org/`;

const EXTENSION_DIR = fileURLToPath(new URL("../../.output/chrome-mv3", import.meta.url));

/** A person's computer: a screen, a browser with the extension, sites to visit, and X. */
export interface ExtensionWorld {
  readonly display: VirtualDisplay;
  readonly x: XServer;
  readonly gallery: Gallery;
  browser: ExtensionBrowser;
  /** Opens the composer in a tab. */
  openComposer(): Promise<ComposerPage>;
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
  /** Forgets all jobs here and at X; the sign-in stays. */
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
  const launch = (userDataDir?: string) =>
    launchExtension({
      extensionDir: EXTENSION_DIR,
      display,
      resolve: { ...gallery.resolve, "api.x.com:443": x.port, "x.com:443": x.port },
      ...(userDataDir !== undefined && { userDataDir }),
      ...options.launch,
    });

  const world: ExtensionWorld = {
    display,
    x,
    gallery,
    browser: await launch(),
    async openComposer() {
      return new ComposerPage(await world.browser.openPage("popup.html"));
    },
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
      return { page, media: page.locator("img, video").first() };
    },
    tweet: (page, media) => chooseFromContextMenu(display, page, media),
    answerPrompt: (answer) => answerPermissionPrompt(display, answer),
    async clear() {
      const composer = await world.openComposer();
      await composer.deleteAllJobs();
      for (const page of world.browser.context.pages().slice(1)) await page.close();
      x.reset({ keepGrants: true });
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
