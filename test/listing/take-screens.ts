import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Browser } from "wxt/browser";
import { ComposerPage } from "../browser/composer-page";
import { chooseFromContextMenu } from "../browser/harness/real-click";
import type { VirtualDisplay } from "../browser/harness/virtual-display";
import type { DemoWorld } from "../demo/demo-world";
import { enterClientId } from "../demo/enter-client-id";
import type { Screen } from "./edit-pictures";

declare const chrome: typeof Browser;

const TEXT = "First boat in, last light out.";
const VIDEO_QUERY = "?bytes=5767168";

/** Does the job with an image, then a video, and takes the screen at each stage. */
export async function takeScreens(
  world: DemoWorld,
  display: VirtualDisplay,
  folder: string,
): Promise<Screen[]> {
  const { browser, gallery, x } = world;
  const screens: Screen[] = [];
  const take = async (screenshot: string | null, seconds: number | null): Promise<void> => {
    // What a page has is on the screen two frames later.
    for (const shown of browser.context.pages()) await shown.evaluate(awaitPaint);
    const path = join(folder, `screen-${screens.length}.png`);
    await display.screenshot(path);
    screens.push({ path, screenshot, seconds });
  };

  // Signed in before, so that the pictures show the job and not its preparation.
  await enterClientId(world);
  await take("5-options.png", null);
  const first = new ComposerPage(await browser.openPage("popup.html"));
  await first.signIn();
  await first.page.close();

  const page = await browser.context.newPage();
  await page.goto(gallery.origin, { waitUntil: "load" });
  for (const other of browser.context.pages()) if (other !== page) await other.close();
  await page.bringToFront();
  await take(null, 1.2);
  const picture = page.locator('img[src="/media/harbor.jpg"]');
  await chooseFromContextMenu(display, page, picture, () => take("2-menu.png", 1.8));
  const composer = new ComposerPage(await browser.realPopup());
  await composer.mediaIn("ready").waitFor();
  await take(null, 1.2);
  await composer.text.fill(TEXT.slice(0, 14));
  await take(null, 0.6);
  await composer.text.fill(TEXT);
  await hasNoBadge(composer.page);
  await take("1-composer.png", 2);
  await composer.post.click();
  await composer.reaches("posted");
  await hasNoBadge(composer.page);
  await take("4-posted.png", 2.4);
  await composer.page.close();

  const upload = x.hold({ operation: "append", segmentIndex: 3 });
  const film = await browser.context.newPage();
  await film.goto(gallery.constructUrl("large-video", VIDEO_QUERY));
  await chooseFromContextMenu(display, film, film.locator("video"));
  const uploading = new ComposerPage(await browser.realPopup());
  await uploading.text.fill("The lighthouse, four seconds of every night.");
  await upload.reached;
  await uploading.mediaIn("uploading").waitFor();
  await uploading.page.waitForFunction(hasPreviews);
  await take("3-uploading.png", null);
  upload.release();
  await uploading.page.close();
  return screens;
}

/** Runs in a page; one that is not in front paints nothing, and is not waited for. */
function awaitPaint(): Promise<void> {
  if (document.visibilityState === "hidden") return Promise.resolve();
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

/** Waits until the toolbar button, which is told twice a second, shows what the popup shows: nothing is under way. */
async function hasNoBadge(popup: Page): Promise<void> {
  await popup.waitForFunction(async () => (await chrome.action.getBadgeText({})) === "");
}

/** Runs in the popup. */
function hasPreviews(): boolean {
  return [...document.querySelectorAll("video")].every(
    ({ readyState }) => readyState >= HTMLMediaElement.HAVE_CURRENT_DATA,
  );
}
