import type { Page } from "playwright-core";
import type { ExtensionWorld } from "../browser/extension-world";
import { dunes, MadeMedia } from "../browser/media/made-media";
import type { BenchRow } from "./bench-row";
import { median } from "./median";

const NAME = "24-megapixels.jpg";
const TIMES = 3;
const PATIENCE_MS = 60_000;

/** A photograph as large as X takes one: the noise of a sensor is what makes it hard to code. */
const PHOTOGRAPH = [
  ...dunes("scale=6000:4000:flags=lanczos,noise=alls=13:allf=t:all_seed=7"),
  "-q:v",
  "6",
];

/** How long a person waits for the editor of a picture of 24 megapixels, and for what was made in it. */
export async function measureEdit(world: ExtensionWorld): Promise<BenchRow[]> {
  const made = new MadeMedia();
  try {
    const bytes = made.make(NAME, PHOTOGRAPH);
    const size = `${(bytes.length / 1024 / 1024).toFixed(1)} MB`;
    await world.clear();
    world.gallery.offer(NAME, "image/jpeg", bytes);
    const { page, media } = await world.visit("made-image", `?file=${NAME}`);
    await world.tweet(page, media);
    const composer = await world.composerPopup();
    await composer.mediaIn("ready").waitFor({ timeout: PATIENCE_MS });
    const opened: number[] = [];
    const frames: number[] = [];
    const done: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      opened.push(await composer.page.evaluate(openEditor));
      frames.push(...(await dragMs(composer.page)));
      await composer.page.getByRole("button", { name: "Hide", exact: true }).click();
      done.push(await composer.page.evaluate(finishEdit, PATIENCE_MS));
      await composer.mediaIn("ready").waitFor({ timeout: PATIENCE_MS });
    }
    const sorted = frames.toSorted((a, b) => a - b);
    const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? NaN;
    return [
      {
        what: "the editor of 24 megapixels opens",
        unit: "ms",
        target: 300,
        reached: median(opened),
        note: `${listMs(opened)}; a JPEG of ${size}`,
      },
      {
        what: "a frame while its selection is dragged",
        unit: "ms",
        // The screen's own clock is not exact.
        target: 17,
        reached: median(frames),
        note: `95 of 100 within ${at(0.95).toFixed(0)} ms`,
      },
      {
        what: "what was made of it is there after Done",
        unit: "ms",
        target: 1000,
        reached: median(done),
        note: listMs(done),
      },
    ];
  } finally {
    made.remove();
  }
}

function listMs(times: readonly number[]): string {
  return `${times.map((ms) => ms.toFixed(0)).join(" ")} ms`;
}

/** Draws a selection with the mouse, and hands out how long each frame took meanwhile. */
async function dragMs(page: Page): Promise<number[]> {
  const box = await page.locator(".edit-stage").boundingBox();
  if (box === null) throw new Error("The editor shows no picture");
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
  await page.mouse.down();
  const frames = page.evaluate(async () => {
    const times: number[] = [];
    for (let frame = 0; frame <= 60; frame += 1) {
      times.push(await new Promise<number>(requestAnimationFrame));
    }
    return times.slice(1).map((time, index) => time - (times[index] ?? time));
  });
  for (let step = 0; step < 60; step += 1) {
    const part = 0.3 + (step % 30) / 100;
    await page.mouse.move(box.x + box.width * part, box.y + box.height * part);
  }
  const times = await frames;
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
  await page.mouse.up();
  return times;
}

/** Runs in the composer: from the press of Edit to the frame in which the picture can be worked on. */
async function openEditor(): Promise<number> {
  const startMs = performance.now();
  const buttons = [...document.querySelectorAll<HTMLButtonElement>(".media-item button")];
  buttons.find((button) => (button.ariaLabel ?? button.textContent) === "Edit")?.click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    if (document.querySelector(".edit-picture") !== null) return performance.now() - startMs;
    if (performance.now() - startMs > 30_000) throw new Error("The editor did not open");
  }
}

/** Runs in the composer: from the press of Done to the moment at which the edited picture is stored. */
async function finishEdit(patienceMs: number): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("tweet-this-image");
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(new Error(request.error?.name)));
  });
  const changes = new BroadcastChannel("store-changes");
  const startMs = performance.now();
  try {
    return await new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error("The edit came to no end")), patienceMs);
      let hasBegun = false;
      changes.addEventListener("message", ({ data }: MessageEvent<{ readonly table: string }>) => {
        if (data.table !== "attachments") return;
        const atMs = performance.now();
        const request = database.transaction("attachments").objectStore("attachments").getAll();
        request.addEventListener("success", () => {
          const [record] = request.result as { readonly state: string }[];
          if (record?.state === "converting") hasBegun = true;
          else if (hasBegun) resolve(atMs - startMs);
        });
      });
      const buttons = [...document.querySelectorAll<HTMLButtonElement>("dialog button")];
      buttons.find(({ textContent }) => textContent === "Done")?.click();
    });
  } finally {
    changes.close();
    database.close();
  }
}
