import type { Browser } from "wxt/browser";
import type { ExtensionWorld } from "../browser/extension-world";
import { waitUntil } from "../browser/harness/wait-until";
import { transferMs } from "./bench-link";
import type { BenchRow } from "./bench-row";
import { readStore } from "./extension-store";
import { median } from "./median";
import { waitForQuiet } from "./wait-for-quiet";

declare const chrome: typeof Browser;

const ROUND_TRIP_MS = 100;
const IMAGE_BYTES = 500_000;
const IMAGE_LINK = { bitsPerSecond: 20_000_000, roundTripMs: ROUND_TRIP_MS };
const TIMES = 9;

/** From the click on Post to the post's being shown as made, with media ready and no alt text. */
export async function measurePost(world: ExtensionWorld): Promise<BenchRow[]> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await world.clear();
    const { page, media } = await world.visit("webp");
    await world.tweet(page, media);
    const composer = await world.openComposer();
    await composer.mediaIn("ready").waitFor();
    await composer.media.getByRole("textbox", { name: "Alt text" }).fill("");
    await composer.text.fill(`Measured ${time}`);
    // A person who presses Post has written before.
    await waitUntil("the text to be stored", async () =>
      (await readStore(composer.page, "posts")).find(({ text }) => text === `Measured ${time}`),
    );
    await composer.post.waitFor();
    await waitForQuiet();
    world.x.change({ latencyMs: ROUND_TRIP_MS });
    times.push(await composer.page.evaluate(clickAndWait));
  }
  return [
    {
      what: "Post to created, media ready, 100 ms",
      unit: "ms",
      target: ROUND_TRIP_MS + 60,
      reached: median(times),
      note: `one round trip is ${ROUND_TRIP_MS} ms`,
    },
  ];
}

/** Runs in the composer. */
function clickAndWait(): Promise<number> {
  return new Promise((resolve) => {
    const startMs = performance.now();
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('.sent[data-state="posted"]') === null) return;
      observer.disconnect();
      resolve(performance.now() - startMs);
    }).observe(document, { subtree: true, childList: true, attributes: true });
    const buttons = [...document.querySelectorAll("button")];
    buttons.find((button) => button.textContent?.trim() === "Post")?.click();
  });
}

/** From the click on an image to its post, with the text at hand and the picture's alt text. */
export async function measureImage(world: ExtensionWorld): Promise<BenchRow[]> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await world.clear();
    const { page, media } = await world.visit("large-image", `?bytes=${IMAGE_BYTES}`);
    // A page that shows nothing of it: the popup opens beside it, as for anybody.
    const writer = await world.browser.openPage("options.html");
    await waitForQuiet();
    world.x.change({
      latencyMs: ROUND_TRIP_MS,
      bandwidthBitsPerSecond: IMAGE_LINK.bitsPerSecond,
    });
    await Promise.all([
      writer.evaluate(publishWhatComes, `Measured ${time}`),
      world.tweet(page, media),
    ]);
    await world.x.waitForLog(
      ({ operation, status }) => operation === "createPost" && status !== undefined,
    );
    const post = await waitUntil("the picture to be posted", async () =>
      (await readStore(writer, "posts")).find(({ state }) => state === "posted"),
    );
    const [attachment] = await readStore(writer, "attachments");
    if (attachment === undefined || post.state !== "posted") throw new Error("Nothing was posted");
    times.push(post.postedAtMs - attachment.createdAtMs);
  }
  const target = 3 * ROUND_TRIP_MS + transferMs(IMAGE_BYTES, IMAGE_LINK) + 150;
  return [
    {
      what: "image 500 KB, click to created, text ready, 100 ms, 20 Mbit/s",
      unit: "ms",
      target,
      reached: median(times),
      note: "3 round trips + transfer + 150 ms",
    },
  ];
}

/** Runs in a page of the extension: writes and posts the draft as soon as there is one. */
async function publishWhatComes(text: string): Promise<void> {
  const changes = new BroadcastChannel("store-changes");
  const postId = await new Promise<string>((resolve) => {
    changes.addEventListener(
      "message",
      ({ data }: MessageEvent<{ readonly table: string; readonly id: string }>) => {
        if (data.table === "posts") resolve(data.id);
      },
    );
  });
  changes.close();
  await chrome.runtime.sendMessage({ type: "edit-text", postId, text });
  await chrome.runtime.sendMessage({ type: "publish", postId });
}
