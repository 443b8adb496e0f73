import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { ComposerPage } from "../browser/composer-page";
import type { ExtensionWorld } from "../browser/extension-world";
import { waitUntil } from "../browser/harness/wait-until";

/** The path of a file of the gallery. */
export function fileOf(name: string): string {
  return fileURLToPath(new URL(`../pages/media/${name}`, import.meta.url));
}

/** The page with media in many forms. */
export async function openHiddenMedia({ browser, gallery }: ExtensionWorld): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(gallery.constructUrl("hidden-media"));
  await waitUntil("the drawing to be painted", async () => (await page.title()) === "painted");
  return page;
}

/** The page with pictures as most pages have them. Nothing moves on it: a question counts as open once the screen is still. */
export async function openGallery({ browser, gallery }: ExtensionWorld): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(gallery.origin);
  await page.locator("figure", { hasText: "moving" }).evaluate((figure) => figure.remove());
  return page;
}

/** Waits until so many media of the draft are with X. */
export async function waitForReady(composer: ComposerPage, count: number): Promise<void> {
  await waitUntil(
    `${count} media to be ready`,
    async () => (await composer.mediaIn("ready").count()) === count,
    60_000,
  );
}

/** Waits until X has made so many posts since the job began. */
export async function waitForPosts({ x }: ExtensionWorld, count: number): Promise<void> {
  await waitUntil(`${count} posts`, () => x.posts.length === count, 60_000);
}
