import { waitUntil } from "../browser/harness/wait-until";
import { fileOf, openGallery, openHiddenMedia, waitForPosts, waitForReady } from "./hand-steps";
import type { HandJob } from "./job";

/** From the first post to a grid of pictures: what leads to a post. */
export const COMPOSING_JOBS: readonly HandJob[] = [
  {
    name: "first post, from installing (without X's own console)",
    mostClicks: 6,
    async run(hand, begin) {
      const { browser, x } = hand.world;
      const welcome = await waitUntil("the first steps", () =>
        browser.context.pages().find((page) => page.url().endsWith("/welcome.html")),
      );
      await welcome.bringToFront();
      begin();
      const box = welcome.getByRole("textbox", { name: "Client ID" });
      await hand.click(box);
      await box.fill(x.clientId);
      await hand.click(welcome.getByRole("button", { name: "Save" }));
      await hand.click(welcome.getByRole("button", { name: "Sign in with X" }));
      await hand.click(welcome.getByRole("button", { name: "Compose with this image" }));
      const popup = await hand.popup();
      await hand.click(popup.post);
      await waitForPosts(hand.world, 1);
      await welcome.getByText("Your first post is out").waitFor();
    },
  },
  {
    name: "four images by right click, one of another site",
    async run(hand, begin) {
      const page = await openGallery(hand.world);
      begin();
      for (const index of [0, 1, 2]) {
        await hand.tweet(page, page.locator("figure img").nth(index));
        const popup = await hand.popup();
        await waitForReady(popup, index + 1);
        // A click on the page closes it, but not while a debugger looks on.
        await popup.page.close();
      }
      await hand.tweet(page, page.locator("figure img").nth(3));
      await hand.answer("allow");
      const popup = await hand.popup();
      await waitForReady(popup, 4);
      await hand.click(popup.post);
      await waitForPosts(hand.world, 1);
    },
  },
  {
    name: "reorder: the last of four to the front",
    async run(hand, begin) {
      const composer = await hand.world.openComposer();
      const names = ["harbor.jpg", "dunes.png", "forest.webp", "placeholder.png"];
      await hand.chooseFiles(
        composer.page.getByRole("button", { name: "Add files" }),
        names.map(fileOf),
      );
      await waitForReady(composer, 4);
      begin();
      const tiles = composer.media.locator(".media-frame");
      await hand.drag(tiles.nth(3), tiles.nth(0));
      await composer.status.getByText("Moved to place 1 of 4").waitFor();
    },
  },
  {
    name: "video: the popup is closed and opened while it uploads",
    async run(hand, begin) {
      const { page, media } = await hand.world.visit("large-video", "?bytes=8000000");
      begin();
      await hand.tweet(page, media);
      const popup = await hand.popup();
      await popup.media.first().waitFor();
      await popup.page.close();
      const again = await hand.openPopup(page);
      await hand.click(again.post);
      await waitForPosts(hand.world, 1);
    },
  },
  {
    name: "a site is refused, then allowed",
    async run(hand, begin) {
      const { page, media } = await hand.world.visit("cross-origin-image", "?host=far.test");
      begin();
      await hand.tweet(page, media);
      await hand.answer("deny");
      const popup = await hand.popup();
      await hand.click(popup.page.getByRole("button", { name: "Allow this site" }));
      await hand.answer("allow");
      // The browser's question has closed the popup, or is about to: it comes back by itself.
      await waitUntil("the picture in the popup that came back", async () => {
        const back = await hand.popup();
        return back
          .mediaIn("ready")
          .isVisible()
          .catch(() => false);
      });
    },
  },
  {
    name: "two drafts: begin another, go back, delete it, undo",
    async run(hand, begin) {
      const { page, media } = await hand.world.visit("png");
      begin();
      await hand.tweet(page, media);
      const popup = await hand.popup();
      await popup.text.fill("The first");
      await hand.click(popup.page.getByRole("button", { name: "New draft" }));
      await popup.text.fill("The second");
      await hand.choose(popup.page.getByRole("combobox", { name: "Draft shown" }), "The first");
      await waitUntil("the first", async () => (await popup.text.inputValue()) === "The first");
      await hand.click(popup.page.getByRole("button", { name: "Delete draft" }));
      await hand.click(popup.status.getByRole("button", { name: "Undo" }));
      await waitUntil("it again", async () => (await popup.text.inputValue()) === "The first");
    },
  },
  {
    name: "a link is taken out for its price",
    async run(hand, begin) {
      const { page, media } = await hand.world.visit("png");
      begin();
      await hand.tweet(page, media);
      const popup = await hand.popup();
      await popup.text.fill("Dunes https://example.com/dunes");
      await hand.click(popup.page.getByRole("button", { name: "Remove link" }));
      await hand.click(popup.post);
      await waitForPosts(hand.world, 1);
    },
  },
  {
    name: "grid: four pictures of the page, from the opened popup",
    mostClicks: 5,
    async run(hand, begin) {
      const page = await openHiddenMedia(hand.world);
      const popup = await hand.openPopup(page);
      const boxes = popup.page.getByRole("checkbox");
      await boxes.nth(3).waitFor();
      begin();
      for (const name of [/^A harbor/, /^Firs/, /^In the shadow/, /^A drawn square/]) {
        await hand.click(popup.page.getByRole("checkbox", { name }));
      }
      await hand.click(popup.page.getByRole("button", { name: "Add 4" }));
      await waitForReady(popup, 4);
    },
  },
];
