import type { Page } from "puppeteer-core";
import { emptyStores, STORES_OF_JOBS } from "../browser/clear-stores";
import { startFirefoxWorld } from "../browser/firefox-world";
import { visibleWindows } from "../browser/harness/visible-windows";
import { waitUntil } from "../browser/harness/wait-until";
import { fillInTab, pressInTab } from "../browser/press-in-tab";
import type { Gallery } from "../pages/start-gallery";
import { atOnceProcessing } from "../x-server/processing-clock";
import { readStage, watchStages } from "./stages";
import { readEnd, readItem, type Viewer, WITHIN_MS } from "./viewer";

/** The same with Firefox. */
export async function startFirefoxViewer(): Promise<{
  readonly viewer: Viewer;
  readonly gallery: Gallery;
}> {
  const world = await startFirefoxWorld();
  const { display, firefox, options, popup, x } = world;
  x.change({ processing: atOnceProcessing });
  await fillInTab(options, "input:not([readonly])", x.clientId);
  await pressInTab(options, "Save");
  await world.tweet("same-origin-image");
  await world.meetPopup();
  await popup.press("Sign in with X");
  await popup.waitFor("header", "@local_account");
  await popup.close();
  let page: Page | null = null;
  let behind: Page | null = null;

  const viewer: Viewer = {
    name: "Firefox",
    async watch(address) {
      const opened = await firefox.openTab();
      page = opened;
      await opened.goto(address);
      await opened.bringToFront();
      return waitUntil("the film to play", async () => {
        const title = await opened.title();
        return /^(?:playing|failed)/.test(title) && title;
      });
    },
    async tweet() {
      const media = await page?.waitForSelector("video");
      const before = await visibleWindows(display);
      await media?.click({ button: "right" });
      await waitUntil("the context menu", async () =>
        (await visibleWindows(display)).some((window) => !before.includes(window)),
      );
      // Our entry is the last one.
      await display.xdotool("key", "--delay", "100", "Up", "Return");
      await world.meetPopup();
      await popup.close();
    },
    end: () =>
      readEnd(
        () => lookBehind().then((view) => view.evaluate(readItem)),
        async (isOver) => void (await waitUntil("the end of the film", isOver, WITHIN_MS)),
      ),
    async post() {
      const view = await lookBehind();
      await view.bringToFront();
      await fillInTab(view, "textarea", "A moment");
      await pressInTab(view, "Post");
      await waitUntil("the post at X", () => x.posts.length > 0);
    },
    async allowSite(origin) {
      const view = await lookBehind();
      await view.bringToFront();
      await pressInTab(view, "Allow this site");
      await world.allow(origin);
      await waitUntil(
        "the film to go on",
        async () => (await view.evaluate(readItem)).state !== "failed",
      );
    },
    stages: () => watchStages(() => options.evaluate(readStage)),
    async stored(chunks) {
      const count = async () => {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open("tweet-this-image");
          request.addEventListener("success", () => resolve(request.result));
          request.addEventListener("error", () => reject(new Error(request.error?.name)));
        });
        const counted = await new Promise<number>((resolve) => {
          const request = database.transaction("chunks").objectStore("chunks").count();
          request.addEventListener("success", () => resolve(request.result));
        });
        database.close();
        return counted;
      };
      await waitUntil("the film", async () => (await options.evaluate(count)) >= chunks);
    },
    async endWorker() {
      // A page that is navigated while it loads may tell its end to nobody: it is another one instead.
      await behind?.close();
      behind = null;
      await firefox.stopEventPage();
      await lookBehind();
    },
    received: () => x.allMedia().at(-1)?.bytes() ?? new Uint8Array(),
    async clear() {
      // It would show what is forgotten here until it reads again.
      await Promise.all([page?.close(), behind?.close()]);
      page = null;
      behind = null;
      await options.evaluate(emptyStores, [...STORES_OF_JOBS]);
      x.reset({ keepGrants: true });
      world.gallery.serveAsBefore();
      world.gallery.clearRequests();
    },
    close: () => world.close(),
  };

  /** The composer in a tab of its own. */
  async function lookBehind(): Promise<Page> {
    behind ??= await firefox.openPage("popup.html");
    return behind;
  }

  await viewer.clear();
  return { viewer, gallery: world.gallery };
}
