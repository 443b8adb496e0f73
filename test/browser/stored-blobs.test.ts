import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ComposerPage } from "./composer-page";
import { EXTENSION_DIR, type ExtensionWorld, startExtensionWorld } from "./extension-world";
import {
  makeWatchedExtension,
  WATCH_CHANNEL,
  type WatchedExtension,
} from "./harness/watch-stored-blobs";
import { itOfAll, someOf } from "./some-of";

/*
 * Chromium can end the extension's process as soon as anything is built over a blob that came out of
 * IndexedDB (crbug.com/392376370). Hence the whole job is done with every such blob watched.
 */

const MEDIA = new URL("../pages/media/", import.meta.url);
/** Larger than what the player takes into memory. */
const LARGE = `?bytes=${24 * 1024 * 1024}`;
const SRT = "1\n00:00:00,000 --> 00:00:01,000\nLight\n";

let extension: WatchedExtension;
let world: ExtensionWorld;
let listener: Page;

beforeAll(async () => {
  extension = makeWatchedExtension(EXTENSION_DIR);
  world = await startExtensionWorld({ launch: { extensionDir: extension.dir } });
  await world.signIn();
  listener = await world.browser.openPage("options.html");
  await listener.evaluate((name) => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    new BroadcastChannel(name).addEventListener("message", ({ data }) => told.push(data));
  }, WATCH_CHANNEL);
});
afterAll(async () => {
  await world?.close();
  extension?.remove();
});

/** What the contexts have told: how many stored blobs they met, and what they built over any. */
async function readWatch(): Promise<{ blobs: number; built: string[] }> {
  const told = await listener.evaluate(
    () => Reflect.get(globalThis, "told") as { seen: string; way?: string }[],
  );
  return {
    blobs: told.filter(({ seen }) => seen === "blob").length,
    built: told.filter(({ seen }) => seen === "built").map(({ way }) => way ?? ""),
  };
}

async function post(composer: ComposerPage, text: string): Promise<void> {
  await composer.mediaIn("ready").waitFor({ timeout: 50_000 });
  await composer.writeAndPost(text);
  await (await composer.activity("posted")).filter({ hasText: text }).waitFor();
  await composer.open("Compose");
}

async function addFile(composer: ComposerPage, name: string): Promise<void> {
  const [chooser] = await Promise.all([
    composer.page.waitForEvent("filechooser"),
    composer.page.getByRole("button", { name: "Add files" }).click(),
  ]);
  const buffer = readFileSync(new URL(name, MEDIA));
  await chooser.setFiles({ name, mimeType: "", buffer });
}

describe("over a blob that came out of IndexedDB nothing is built", () => {
  it("and the watch sees it where something is", async () => {
    const page = await world.browser.openPage("options.html");
    await page.evaluate(async () => {
      const opening = indexedDB.open("trial", 1);
      const database = await new Promise<IDBDatabase>((resolve) => {
        opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("table"));
        opening.addEventListener("success", () => resolve(opening.result));
      });
      const table = database.transaction("table", "readwrite").objectStore("table");
      table.put({ blob: new Blob(["stored"]) }, 1);
      const reading = table.get(1);
      const blob = await new Promise<Blob>((resolve) => {
        reading.addEventListener("success", () => resolve((reading.result as { blob: Blob }).blob));
      });
      await blob.text();
      blob.slice(1, 2);
      const form = new FormData();
      form.append("media", new Blob([blob]));
      database.close();
    });
    await expect.poll(readWatch).toEqual({ blobs: 1, built: ["slice", "new Blob"] });
    await page.evaluate(() => indexedDB.deleteDatabase("trial"));
    await listener.evaluate(() => {
      (Reflect.get(globalThis, "told") as unknown[]).length = 0;
    });
    await page.close();
  });

  const kinds: readonly (readonly [string, string, string])[] = [
    ["an image", "same-origin-image", ""],
    ["a GIF", "gif", ""],
    ["a video, and its player", "video", ""],
    ["a large video, and its player", "large-video", LARGE],
    ["a picture that is converted", "svg", ""],
    ["a video that is converted", "webm", ""],
  ];
  const some = ["an image", "a large video, and its player", "a video that is converted"];
  it.each(someOf(kinds, ([kind]) => kind, some))("by %s", async (name, construct, query) => {
    const { page, media } = await world.visit(construct, query);
    await world.tweet(page, media);
    const composer = await world.openComposer();
    if (name.includes("player")) {
      const player = composer.page.locator("video");
      await player.waitFor({ timeout: 50_000 });
      await expect
        .poll(() => player.evaluate((video) => (video as HTMLVideoElement).duration))
        .toBeGreaterThan(0.5);
    }
    await post(composer, `Watched: ${name}`);
    await composer.page.close();
    await page.close();
    const { blobs, built } = await readWatch();
    expect(blobs).toBeGreaterThan(0);
    expect(built).toEqual([]);
  });

  itOfAll(
    "by a file of the person's own, its subtitles, one of its frames, and the list of posts",
    async () => {
      const composer = await world.openComposer();
      await addFile(composer, "lighthouse.mp4");
      await composer.mediaIn("ready").waitFor();
      await composer.media.getByText("Advanced").click();
      await composer.page
        .getByLabel("Choose a file (SRT or VTT)")
        .setInputFiles({ name: "light.srt", mimeType: "text/plain", buffer: Buffer.from(SRT) });
      await composer.page.getByText("light.srt").first().waitFor();
      await post(composer, "Watched: with subtitles");
      expect(world.x.allMedia().find(({ subtitles }) => subtitles.length > 0)).toBeDefined();

      const { page, media } = await world.visit("video");
      await world.tweet(page, media);
      await composer.mediaIn("ready").waitFor();
      await composer.media.getByRole("button", { name: "Use this frame" }).click();
      await composer.media.getByRole("img").waitFor();
      await post(composer, "Watched: a frame");
      await composer.page.reload();
      await composer.reaches("posted");
      expect((await readWatch()).built).toEqual([]);
    },
  );
});
