import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Browser } from "wxt/browser";
import { MOST_LATE_MS } from "../../lib/jobs/schedule";
import type { ComposerPage } from "./composer-page";
import { waitUntil } from "./harness/wait-until";
import { useExtensionWorld } from "./use-extension-world";

declare const chrome: typeof Browser;

/** 64 MiB: long enough to die in the middle of it, with many segments on either side. */
const BYTES = 64 * 1024 * 1024;
const QUERY = `?bytes=${BYTES}`;

const world = useExtensionWorld({ own: {}, clears: false });

it(
  "a browser killed in the middle of a 64 MB upload finishes it after its restart, sending little twice",
  { timeout: 150_000 },
  async () => {
    const { x, gallery } = world;
    // The faster the line, the more is on its way at once, and sent again: here two or three segments.
    x.change({ bandwidthBitsPerSecond: 50_000_000 });
    // Of segments of 1 MiB at first and of up to 4 MiB later, the ninth is in the middle.
    const held = x.hold({ operation: "append", nth: 9 });
    const { page, media } = await world.visit("large-video", QUERY);
    await world.tweet(page, media);
    const composer = await world.composerPopup();
    await composer.writeAndPost("Through a crash");
    await held.reached;
    // The upload begins with the capture; from here on the page is needed no more.
    const watching = await world.openComposer();
    await (await watching.activity("publishing")).getByText("Uploading").waitFor();
    await world.crashAndRestart();
    held.release();

    const again = await world.openComposer();
    await again.reaches("posted", { timeout: 90_000 });
    expect(x.posts).toHaveLength(1);
    expect(x.allMedia()).toMatchObject([{ sha256: gallery.sha256Of(`/large/video.mp4${QUERY}`) }]);
    const sentBytes = x.log
      .filter((entry) => entry.operation === "append")
      .reduce((sum, entry) => sum + entry.requestBytes, 0);
    expect(sentBytes / BYTES).toBeLessThanOrEqual(1.1);
  },
);

const HARBOR = fileURLToPath(new URL("../pages/media/harbor.jpg", import.meta.url));

/** Has a picture of the person's own go out at a moment, and returns when that is stored. */
async function schedule(composer: ComposerPage, text: string, atMs: number): Promise<void> {
  await composer.open("Compose");
  const chooser = composer.page.waitForEvent("filechooser");
  await composer.page.getByRole("button", { name: "Add files" }).click();
  await (await chooser).setFiles(HARBOR);
  await composer.mediaIn("ready").waitFor();
  await composer.text.fill(text);
  await composer.page.getByRole("button", { name: "Post later" }).click();
  const local = new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000);
  await composer.page.getByLabel("Post at").fill(local.toISOString().slice(0, 19));
  await composer.page.getByRole("button", { name: "Post later" }).click();
  await (await composer.activity("scheduled")).filter({ hasText: text }).waitFor();
}

/** Stores what a browser that was closed for so long finds: a moment that lies in the past. */
async function letPass(composer: ComposerPage, text: string, lateMs: number): Promise<void> {
  await composer.page.evaluate(
    async ({ text, atMs }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("tweet-this-image");
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error(request.error?.name)));
      });
      const transaction = database.transaction("posts", "readwrite");
      const posts = transaction.objectStore("posts");
      const all = posts.getAll();
      all.addEventListener("success", () => {
        const records = all.result as readonly { readonly text: string }[];
        for (const record of records) if (record.text === text) posts.put({ ...record, atMs });
      });
      await new Promise((resolve) => transaction.addEventListener("complete", resolve));
      database.close();
    },
    { text, atMs: Date.now() - lateMs },
  );
}

it(
  "scheduled posts go out once over a restart: at their moment, a little late, and much too late only by Post now",
  { timeout: 120_000 },
  async () => {
    const { x } = world;
    const [atIts, little, much] = ["At its moment", "A little late", "Much too late"] as const;
    const out = () => x.posts.map(({ text }) => text).filter((text) => text.includes("late"));
    const composer = await world.openComposer();
    const tomorrowMs = Date.now() + 24 * 3_600_000;
    for (const text of [little, much]) await schedule(composer, text, tomorrowMs);
    // Nothing else wakes the worker until then: an alarm does not know that the computer sleeps.
    const alarms = () => composer.page.evaluate(() => chrome.alarms.getAll());
    await expect.poll(alarms).toMatchObject([{ periodInMinutes: 5 }]);
    const atMs = Math.floor(Date.now() / 1000 + 7) * 1000;
    await schedule(composer, atIts, atMs);
    await letPass(composer, little, MOST_LATE_MS - 60_000);
    await letPass(composer, much, MOST_LATE_MS + 60_000);
    await world.crashAndRestart();

    // No page of the extension is open: the browser's start alone does it.
    const posted = await waitUntil(
      "the post at its moment",
      () => x.posts.find(({ text }) => text === atIts),
      60_000,
    );
    expect(posted.createdAtMs).toBeGreaterThanOrEqual(atMs);
    expect(out()).toEqual([little]);
    const again = await world.openComposer();
    const missed = (await again.activity("scheduled")).filter({ hasText: much });
    await missed.getByText("It could not go out at that time.").waitFor();
    for (const name of ["Edit", "Delete"]) await missed.getByRole("button", { name }).waitFor();
    await missed.getByRole("button", { name: "Post now" }).click();
    await expect.poll(out).toEqual([little, much]);
    await expect.poll(async () => (await again.activity("scheduled")).count()).toBe(0);
    expect(x.posts.filter(({ text }) => text === atIts)).toHaveLength(1);
  },
);
