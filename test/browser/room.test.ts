import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";
import { itOfAll } from "./some-of";

const world = useExtensionWorld();

/** Right-clicks a picture and opens the composer in a tab, once its media is ready. */
async function draft(): Promise<ComposerPage> {
  const { page, media } = await world.visit("same-origin-image");
  await world.tweet(page, media);
  await (await world.browser.realPopup()).close();
  const composer = await world.openComposer();
  await composer.mediaIn("ready").waitFor();
  return composer;
}

/** The alert with a code, which must be there once, and alone. */
async function onlyAlert(page: Page, code: string): Promise<string> {
  const alert = page.getByRole("alert");
  await page.locator(`[role="alert"][data-code="${code}"]`).waitFor();
  await expect.poll(() => alert.count()).toBe(1);
  return alert.innerText();
}

/** What a context does whose database is of another version; the names say which. */
async function keepBlocked(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const hold = indexedDB.open("tweet-this-image");
    await new Promise((resolve) => hold.addEventListener("success", resolve));
    const newer = indexedDB.open("tweet-this-image", hold.result.version + 1);
    // In the end it remains what it was.
    newer.addEventListener("upgradeneeded", () => newer.transaction?.abort());
    await new Promise((resolve) => newer.addEventListener("blocked", resolve));
    addEventListener("let-go", () => hold.result.close(), { once: true });
  });
}

describe("a full disk", () => {
  /** Every write of the worker, or each into one table, fails from now on, or no longer. */
  async function fillDisk(isFull: boolean, table: string | null = null): Promise<void> {
    const worker = await world.browser.worker();
    await worker.evaluate(
      ([full, only]) => {
        const scope = globalThis as { realPut?: IDBObjectStore["put"] };
        const realPut = (scope.realPut ??= IDBObjectStore.prototype.put);
        IDBObjectStore.prototype.put = function putWhereThereIsRoom(value, key) {
          if (full && (only === null || only === this.name)) {
            throw new DOMException("No room", "QuotaExceededError");
          }
          return key === undefined ? realPut.call(this, value) : realPut.call(this, value, key);
        };
      },
      [isFull, table] as const,
    );
  }

  it("is said while the person types; what they typed stays, and is stored once there is room", async () => {
    const composer = await draft();
    await composer.text.fill("Half a sen");
    await waitUntil("the text to be stored", async () =>
      (await storedTexts(composer)).includes("Half a sen"),
    );
    await fillDisk(true);
    await composer.text.fill("Half a sentence, and more");
    expect(await onlyAlert(composer.page, "storage-full")).toContain("Free some space");
    // Posting now would post the text of before.
    await composer.post.click();
    await expect.poll(() => composer.text.inputValue()).toBe("Half a sentence, and more");
    expect(world.x.log.some(({ operation }) => operation === "createPost")).toBe(false);

    await fillDisk(false);
    await waitUntil("the text to be stored", async () =>
      (await storedTexts(composer)).includes("Half a sentence, and more"),
    );
    await composer.page.getByRole("alert").waitFor({ state: "detached" });
    await composer.post.click();
    await composer.reaches("posted");
    expect(world.x.posts.map(({ text }) => text)).toEqual(["Half a sentence, and more"]);
  });

  itOfAll("holds a post back whose alt text could not be stored", async () => {
    const composer = await draft();
    await fillDisk(true, "attachments");
    await composer.media.getByRole("textbox", { name: "Alt text" }).fill("Three boats");
    await onlyAlert(composer.page, "storage-full");
    await composer.post.click();
    // It is still a draft, and what is typed after the click is stored in it.
    await composer.text.fill("Boats");
    await waitUntil("the text to be stored", async () =>
      (await storedTexts(composer)).includes("Boats"),
    );
    expect(world.x.log.some(({ operation }) => operation === "createPost")).toBe(false);

    await fillDisk(false);
    await composer.page.getByRole("alert").waitFor({ state: "detached" });
    await composer.post.click();
    await composer.reaches("posted");
    expect(world.x.allMedia().map(({ altText }) => altText)).toEqual(["Three boats"]);
  });

  it("ends a capture with a sentence, frees what it has stored, and a retry brings it", async () => {
    const worker = await world.browser.worker();
    await worker.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      let runs = 0;
      IDBObjectStore.prototype.put = function putWhatFits(value, key) {
        if (this.name === "chunks" && ++runs === 3) {
          IDBObjectStore.prototype.put = put;
          throw new DOMException("No room", "QuotaExceededError");
        }
        return key === undefined ? put.call(this, value) : put.call(this, value, key);
      };
    });
    const { page, media } = await world.visit("large-video", "?bytes=5400000");
    await world.tweet(page, media);
    const composer = await world.composerPopup();
    await composer.mediaIn("failed").waitFor();
    await composer.alert("storage-full").first().waitFor();
    await expect.poll(() => composer.countStored("chunks")).toBe(0);
    await composer.media.getByRole("button", { name: "Retry" }).click();
    await composer.mediaIn("ready").waitFor();
    // An upload that began with the capture ended with it.
    expect(world.x.allMedia().at(-1)?.sha256).toBe(
      world.gallery.sha256Of("/large/video.mp4?bytes=5400000"),
    );
  });
});

describe("a storage that cannot be opened", () => {
  itOfAll(
    "is said in the popup and in the options, with what to do, and both go on by themselves",
    async () => {
      const composer = await draft();
      await composer.text.fill("Still here");
      await waitUntil("the text to be stored", async () =>
        (await storedTexts(composer)).includes("Still here"),
      );
      const holder = await world.browser.openPage("options.html");
      await keepBlocked(holder);

      const popup = await world.openComposer();
      const options = await world.browser.openPage("options.html");
      expect(await onlyAlert(popup.page, "storage-blocked")).toContain(
        "Close the extension’s other",
      );
      expect(await onlyAlert(options, "storage-blocked")).toContain("Close the extension’s other");

      await holder.evaluate(() => dispatchEvent(new Event("let-go")));
      await waitUntil("the text to be shown", async () => {
        return (await popup.text.count()) > 0 && (await popup.text.inputValue()) === "Still here";
      });
      await popup.page.getByRole("alert").waitFor({ state: "detached" });
      await options.getByRole("alert").waitFor({ state: "detached" });
      await options.getByText("Signed in").first().waitFor();
    },
  );

  itOfAll("since it is of a newer version is said, too, and nothing in it is touched", async () => {
    const composer = await draft();
    await composer.text.fill("Written by a newer version");
    await composer.page.evaluate(async () => {
      const newer = indexedDB.open("tweet-this-image", 1000);
      await new Promise((resolve) => newer.addEventListener("success", resolve));
      newer.result.close();
    });
    await composer.text.fill("Typed afterwards");
    expect(await onlyAlert(composer.page, "storage-newer")).toContain("Update the extension");
    await expect.poll(() => composer.text.inputValue()).toBe("Typed afterwards");
    const popup = await world.openComposer();
    expect(await onlyAlert(popup.page, "storage-newer")).toContain("Update the extension");
    const options = await world.browser.openPage("options.html");
    expect(await onlyAlert(options, "storage-newer")).toContain("Update the extension");
    await expect.poll(() => composer.countStored("attachments")).toBe(1);
  });
});

/** The texts of all stored posts. */
async function storedTexts(composer: ComposerPage): Promise<string[]> {
  return composer.page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open("tweet-this-image");
        opening.addEventListener("error", () => reject(new Error(opening.error?.name)));
        opening.addEventListener("success", () => {
          const reading = opening.result.transaction("posts").objectStore("posts").getAll();
          reading.addEventListener("success", () => {
            opening.result.close();
            resolve(reading.result.map((post: { text: string }) => post.text));
          });
        });
      }),
  );
}
