import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";
import { itOfAll } from "./some-of";

const world = useExtensionWorld();

const fileOf = (name: string) => fileURLToPath(new URL(`../pages/media/${name}`, import.meta.url));

/** Makes a draft of files of the person's own, with a text. */
async function draftOf(composer: ComposerPage, text: string, ...names: string[]): Promise<void> {
  const chooser = composer.page.waitForEvent("filechooser");
  await composer.page.getByRole("button", { name: "Add files" }).click();
  await (await chooser).setFiles(names.map(fileOf));
  await waitUntil(
    "the files to be ready",
    async () => (await composer.mediaIn("ready").count()) === names.length,
  );
  await composer.text.fill(text);
}

const undo = (composer: ComposerPage) => composer.status.getByRole("button", { name: "Undo" });

const focusIsKept = (composer: ComposerPage) =>
  composer.page.evaluate(() => document.activeElement !== document.body);

describe("a draft that is deleted by mistake", () => {
  it("comes back with its file, also in a popup that is opened after", async () => {
    const composer = await world.openComposer();
    await draftOf(composer, "Mine alone", "harbor.jpg");
    await composer.page.getByRole("button", { name: "Delete draft" }).click();
    await undo(composer).waitFor();
    await expect.poll(() => composer.media.count()).toBe(0);
    await composer.page.close();

    const again = await world.openComposer();
    await undo(again).click();
    await again.mediaIn("ready").waitFor();
    await expect.poll(() => again.text.inputValue()).toBe("Mine alone");
    await again.post.click();
    await again.reaches("posted");
    expect(world.x.posts.map(({ text }) => text)).toEqual(["Mine alone"]);
  });

  itOfAll(
    "in the list is not the one that the next click meets, and comes back by Ctrl+Z",
    async () => {
      const composer = await world.openComposer();
      await draftOf(composer, "The first", "harbor.jpg");
      await composer.page.getByRole("button", { name: "New draft" }).click();
      await draftOf(composer, "The second", "dunes.png");

      const first = (await composer.activity("draft")).filter({ hasText: "The first" });
      await first.getByRole("button", { name: "Delete" }).click();
      await first.waitFor({ state: "detached" });
      await waitUntil("the focus to be kept", () => focusIsKept(composer));
      await composer.page.keyboard.press("Control+Z");
      await first.waitFor();

      await first.getByRole("button", { name: "Open" }).click();
      await waitUntil(
        "it to be in the composer",
        async () => (await composer.text.inputValue()) === "The first",
      );
      const scrolledPx = await composer.page.evaluate(
        () => document.querySelector(".composer .main")?.scrollTop,
      );
      expect(scrolledPx).toBe(0);
      await expect.poll(() => composer.media.getByRole("img").count()).toBe(1);
    },
  );

  itOfAll("is gone with its bytes when the time is over", async () => {
    const composer = await world.openComposer();
    await draftOf(composer, "No more", "harbor.jpg");
    await composer.page.getByRole("button", { name: "Delete draft" }).click();
    await undo(composer).waitFor();
    await undo(composer).waitFor({ state: "detached" });
    await waitUntil(
      "its bytes to be freed",
      async () => (await composer.countStored("chunks")) === 0,
    );
    await expect.poll(() => composer.countStored("attachments")).toBe(0);
  });
});

describe("media that are removed by mistake", () => {
  it("come back one after the other, by Ctrl+Z, and the focus never falls to the page", async () => {
    const composer = await world.openComposer();
    await draftOf(composer, "Three", "harbor.jpg", "dunes.png", "forest.webp");
    const before = await composer.altTexts();
    for (const left of [2, 1]) {
      await composer.media.first().getByRole("button", { name: "Remove" }).click();
      await waitUntil("one less", async () => (await composer.media.count()) === left);
      await waitUntil("the focus to be kept", () => focusIsKept(composer));
    }
    for (const left of [2, 3]) {
      await composer.page.keyboard.press("Control+Z");
      await waitUntil("one more", async () => (await composer.mediaIn("ready").count()) === left);
    }
    await expect.poll(() => composer.altTexts()).toEqual(before);
  });
});

describe("a draft in two windows", () => {
  it("is in each what was written last in either, goes from both, and comes back in both", async () => {
    const one = await world.openComposer();
    await draftOf(one, "From the one", "harbor.jpg");
    const other = await world.openComposer();
    await expect.poll(() => other.text.inputValue()).toBe("From the one");
    await Promise.all([one.text.fill("At once"), other.text.fill("At the same time")]);
    await other.text.fill("From the other");
    await one.page.bringToFront();
    await expect.poll(() => one.text.inputValue()).toBe("From the other");
    await one.page.getByRole("button", { name: "Delete draft" }).click();
    await other.page.bringToFront();
    await other.media.waitFor({ state: "detached" });
    await undo(other).click();
    await expect.poll(() => other.text.inputValue()).toBe("From the other");
    await one.page.bringToFront();
    await one.mediaIn("ready").waitFor();
  });
});

describe("a composer that is closed over what was just done", () => {
  it("has kept each letter, and the part of the video that was still being chosen", async () => {
    const composer = await world.openComposer();
    await draftOf(composer, "", "lighthouse.mp4");
    await composer.text.pressSequentially("Every letter");
    const end = composer.page.getByRole("slider", { name: "Clip end" });
    await end.press("Shift+ArrowLeft");
    const chosen = await end.getAttribute("aria-valuetext");
    await composer.page.close();

    const again = await world.openComposer();
    await expect.poll(() => again.text.inputValue()).toBe("Every letter");
    const kept = again.page.getByRole("slider", { name: "Clip end" });
    await expect.poll(() => kept.getAttribute("aria-valuetext")).toBe(chosen);
  });
});
