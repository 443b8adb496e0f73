import type { Page } from "playwright-core";
import { clearStores, STORES_OF_JOBS } from "../browser/clear-stores";
import { type ComposerPage } from "../browser/composer-page";
import { startExtensionWorld } from "../browser/extension-world";
import { waitUntil } from "../browser/harness/wait-until";
import type { Gallery } from "../pages/start-gallery";
import { atOnceProcessing } from "../x-server/processing-clock";
import { readStage, watchStages } from "./stages";
import { readEnd, readItem, type Viewer, WITHIN_MS } from "./viewer";

/** Somebody who is signed in, with Chromium; the composer is looked at in a tab behind the page. */
export async function startChromiumViewer(): Promise<{
  readonly viewer: Viewer;
  readonly gallery: Gallery;
}> {
  const world = await startExtensionWorld({
    x: { processing: atOnceProcessing },
    // Protected video plays on secure pages only.
    launch: { extraArgs: ["--unsafely-treat-insecure-origin-as-secure=http://gallery.test"] },
  });
  await world.signIn();
  let page: Page | null = null;
  let composer: ComposerPage | null = null;
  const look = async () => (composer ??= await world.openComposer());

  const viewer: Viewer = {
    name: "Chromium",
    async watch(address) {
      const opened = await world.browser.context.newPage();
      page = opened;
      await opened.goto(address);
      return waitUntil("the film to play", async () => {
        const title = await opened.title();
        return /^(?:playing|failed)/.test(title) && title;
      });
    },
    async tweet() {
      if (page === null) throw new Error("No page is open.");
      await world.tweet(page, page.locator("video"));
      const popup = await world.composerPopup();
      await popup.page.close();
    },
    async end() {
      const { page: view } = await look();
      return readEnd(
        () => view.evaluate(readItem),
        async (isOver) => void (await waitUntil("the end of the film", isOver, WITHIN_MS)),
      );
    },
    async post() {
      await (await look()).writeAndPost("A moment");
      await waitUntil("the post at X", () => world.x.posts.length > 0);
    },
    async allowSite() {
      const { page: view } = await look();
      await view.bringToFront();
      await view.getByRole("button", { name: "Allow this site" }).click();
      await world.answerPrompt("allow");
      await waitUntil(
        "the film to go on",
        async () => (await view.evaluate(readItem)).state !== "failed",
      );
    },
    async stages() {
      const { page: view } = await look();
      return watchStages(() => view.evaluate(readStage));
    },
    async stored(chunks) {
      const view = await look();
      await waitUntil("the film", async () => (await view.countStored("chunks")) >= chunks);
    },
    async endWorker() {
      await world.browser.stopWorker();
      await (await look()).page.reload();
    },
    async restart() {
      await world.crashAndRestart();
      composer = null;
      await look();
    },
    received: () => world.x.allMedia().at(-1)?.bytes() ?? new Uint8Array(),
    async clear() {
      await clearStores((await look()).page, STORES_OF_JOBS);
      composer = null;
      await world.clear();
    },
    close: () => world.close(),
  };
  return { viewer, gallery: world.gallery };
}
