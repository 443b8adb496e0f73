import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ComposerPage } from "./composer-page";
import { pressShortcut } from "./harness/press-shortcut";
import { waitUntil } from "./harness/wait-until";
import { itOfAll } from "./some-of";
import { useExtensionWorld } from "./use-extension-world";

// What is beside the pages stays open when its test ends.
const world = useExtensionWorld({ own: {} });

const pagesOf = (name: string): Page[] =>
  world.browser.context.pages().filter((page) => new URL(page.url()).pathname === name);

/** The composer beside the pages; waits until the browser has opened it. */
async function sidePanel(): Promise<ComposerPage> {
  const page = await waitUntil("the side panel to open", () => pagesOf("/sidepanel.html")[0]);
  await page.waitForLoadState();
  return new ComposerPage(page);
}

describe("the composer beside the page", () => {
  it("opens by its key, and shows four pictures arrive by four right clicks, while no popup opens", async () => {
    const page = await world.browser.context.newPage();
    await page.goto(`${world.gallery.origin}/`);
    await pressShortcut(world.display, page, "alt+z", sidePanel);
    const panel = await sidePanel();
    const names = ["harbor.jpg", "dunes.png", "forest.webp"];
    for (const [index, name] of names.entries()) {
      await world.tweet(page, page.locator(`img[src$="${name}"]`).first());
      await panel.media.nth(index).waitFor();
    }
    const { page: other, media } = await world.visit("svg");
    await world.tweet(other, media);
    await waitUntil("all to be ready", async () => (await panel.mediaIn("ready").count()) === 4);
    expect(pagesOf("/popup.html")).toEqual([]);
    await panel.writeAndPost("Four of two pages");
    await waitUntil("the post at X", () => world.x.posts.length === 1);
    expect(world.x.posts[0]?.mediaIds).toHaveLength(4);
    await panel.page.close();
  });

  itOfAll(
    "is opened by the popup's button, lists the page in front, and follows to another tab",
    async () => {
      const page = await world.browser.context.newPage();
      await page.goto(`${world.gallery.origin}/`);
      const popup = await world.openPopupByKey(page);
      await popup.page.getByRole("button", { name: "Open beside the page" }).click();
      const panel = await sidePanel();
      await panel.page.getByRole("checkbox").first().waitFor();
      await waitUntil("the popup to close", () => pagesOf("/popup.html").length === 0);

      const other = await world.browser.context.newPage();
      await other.goto(world.gallery.constructUrl("same-origin-image"));
      await other.bringToFront();
      await panel.page.getByRole("button", { name: "Allow all sites" }).waitFor();
      // The entry on that page opens it to the extension.
      await world.tweet(other, other.locator("img").first());
      await panel.media.first().waitFor();
      await panel.page.getByRole("button", { name: "Media on this page" }).click();
      await panel.page.getByRole("checkbox").first().waitFor();
      expect(await panel.page.getByRole("checkbox").count()).toBe(1);
      await panel.page.close();
    },
  );
});
