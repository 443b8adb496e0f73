import { writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { atOnceProcessing } from "../x-server/processing-clock";
import type { ComposerPage } from "./composer-page";
import { CODERS, MadeMedia, surf } from "./media/made-media";
import { hashFrames, measureLikeness, probeMedia, readBrightness } from "./media/probe-media";
import { itOfAll } from "./some-of";
import { useExtensionWorld } from "./use-extension-world";

const world = useExtensionWorld({ settings: { processing: atOnceProcessing } });
const made = new MadeMedia();

afterAll(() => made.remove());

/** Right-clicks a film where it stands at a moment. */
async function capture(name: string, args: readonly string[], atSecs = 0): Promise<ComposerPage> {
  made.make(name, args);
  world.gallery.offer(name, "video/mp4", made.bytes(name));
  const { page, media } = await world.visit("made-video", `?file=${name}`);
  if (atSecs > 0) {
    // The gallery's server sends no ranges, so the browser could not go to that moment.
    await page.locator("video").evaluate(async (video: HTMLVideoElement, moment) => {
      const come = (event: string) =>
        new Promise((resolve) => video.addEventListener(event, resolve, { once: true }));
      const film = await (await fetch(video.currentSrc)).blob();
      const loaded = come("loadeddata");
      video.src = URL.createObjectURL(film);
      await loaded;
      const sought = come("seeked");
      video.currentTime = moment;
      await sought;
    }, atSecs);
  }
  await world.tweet(page, media);
  return world.composerPopup();
}

/** Waits until X has so many files, the last of them as a whole. */
async function arrives(count: number): Promise<void> {
  const state = () => world.x.allMedia()[count - 1]?.state;
  await expect.poll(state, { timeout: 50_000 }).toBe("ready");
}

/** What X has received last, as a file. */
function received(name: string): { readonly path: string; readonly bytes: Buffer } {
  const bytes = world.x.allMedia().at(-1)?.bytes() ?? Buffer.alloc(0);
  const path = made.path(`received-${name}`);
  writeFileSync(path, bytes);
  return { path, bytes };
}

const slider = ({ page }: ComposerPage, name: "Clip start" | "Clip end") =>
  page.getByRole("slider", { name });

const timesOf = async (composer: ComposerPage) => [
  await slider(composer, "Clip start").getAttribute("aria-valuetext"),
  await slider(composer, "Clip end").getAttribute("aria-valuetext"),
];

describe("a video that is longer than the account may post", () => {
  it("is posted as the 30 seconds around the click, not coded anew where a key frame is there", async () => {
    const name = "long.mp4";
    const args = ["-f", "lavfi", "-i", "testsrc2=s=64x36:r=2:d=1290", ...CODERS.h264, "-g", "20"];
    const composer = await capture(name, args, 645);
    await composer.mediaIn("ready").waitFor({ timeout: 50_000 });
    await expect.poll(() => timesOf(composer)).toEqual(["10 min 30.0 sec", "11 min 0.0 sec"]);
    await composer.page.getByText("Cut at the key frame at 10:30.0").waitFor();
    await composer.page.getByText("X takes at most 20 min of a video").waitFor();
    // What the list shows of it when its bytes are gone.
    await composer.page.locator("video[poster]").waitFor();
    const { path } = received(name);
    const { video, durationSecs } = probeMedia(path);
    expect(video).toMatchObject({ codec: "h264", frames: 60 });
    expect(Math.abs(durationSecs - 30)).toBeLessThan(0.1);
    // Bit by bit what the source's coder has made.
    made.make("wanted.mp4", ["-ss", "630", "-i", made.path(name), "-t", "30", "-c", "copy"]);
    expect(measureLikeness(path, made.path("wanted.mp4"), 20)).toBe(Infinity);
  });
});

describe("a file whose site sends parts of it", () => {
  it("costs the bytes of the 30 seconds around the click, and of its index", async () => {
    const noise = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=5:d=30,noise=alls=40:allf=t"];
    made.make("turn.mp4", [...noise, ...CODERS.h264, "-g", "50"]);
    const looped = ["-stream_loop", "43", "-i", made.path("turn.mp4"), "-c", "copy"];
    const film = made.make("film.mp4", looped);
    const name = "film.mp4?ranges=strong";
    world.gallery.offer(name, "video/mp4", film);
    const { page, media } = await world.visit("made-video", `?file=${encodeURIComponent(name)}`);
    await page.locator("video").evaluate(async (video: HTMLVideoElement) => {
      const sought = new Promise((resolve) => video.addEventListener("seeked", resolve));
      video.currentTime = 645;
      await sought;
    });
    await world.tweet(page, media);
    const composer = await world.composerPopup();
    await composer.mediaIn("ready").waitFor({ timeout: 50_000 });
    await expect.poll(() => timesOf(composer)).toEqual(["10 min 30.0 sec", "11 min 0.0 sec"]);
    const { video, durationSecs } = probeMedia(received("part.mp4").path);
    expect(video).toMatchObject({ codec: "h264", frames: 150 });
    expect(Math.abs(durationSecs - 30)).toBeLessThan(0.1);

    // A player asks for open ends.
    const asked = world.gallery.requests.flatMap(({ range = "" }) => {
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
      return last === undefined ? [] : [Number(last) + 1 - Number(first)];
    });
    const fetchedBytes = asked.reduce((sum, bytes) => sum + bytes, 0);
    const index = film.length - Buffer.from(film).lastIndexOf("moov");
    const neededBytes = made.bytes("turn.mp4").length;
    expect(fetchedBytes).toBeGreaterThan(neededBytes);
    expect(fetchedBytes).toBeLessThan(1.15 * neededBytes + index + 128 * 1024);
  });
});

describe("a part of a video that is chosen by keyboard alone", () => {
  itOfAll("is what X gets, to the frame, until all of the video is wanted again", async () => {
    const name = "surf.mp4";
    const composer = await capture(name, [...surf("fps=10", 20), ...CODERS.h264, "-g", "300"]);
    await composer.mediaIn("ready").waitFor({ timeout: 50_000 });
    const before = received(name).bytes;
    await slider(composer, "Clip start").focus();
    for (let press = 0; press < 3; press += 1)
      await composer.page.keyboard.press("Shift+ArrowRight");
    for (let press = 0; press < 4; press += 1) await composer.page.keyboard.press("ArrowRight");
    await composer.media.locator("video").evaluate((video: HTMLVideoElement) => {
      video.currentTime = 8.6;
    });
    await composer.page.keyboard.press("o");
    expect(await timesOf(composer)).toEqual(["0 min 3.4 sec", "0 min 8.6 sec"]);

    await composer.page.getByText("Cut exactly: the picture was coded anew.").waitFor();
    await composer.mediaIn("ready").waitFor({ timeout: 50_000 });
    const { path } = received(name);
    const { video, audio, durationSecs } = probeMedia(path);
    expect(audio).toBe("aac");
    expect(video).toMatchObject({ frames: 52 });
    expect(Math.abs(durationSecs - 5.2)).toBeLessThanOrEqual(0.1);
    made.make("wanted.mp4", [
      "-ss",
      "3.4",
      "-i",
      made.path(name),
      "-t",
      "5.2",
      ...CODERS.h264,
      "-crf",
      "1",
    ]);
    expect(measureLikeness(path, made.path("wanted.mp4"), 3)).toBeGreaterThan(30);

    await composer.page.getByRole("button", { name: "Use whole video" }).press("Enter");
    await expect.poll(() => timesOf(composer)).toEqual(["0 min 0.0 sec", "0 min 20.0 sec"]);
    await arrives(3);
    await composer.mediaIn("ready").waitFor();
    expect(received(name).bytes.equals(before)).toBe(true);
  });
});

/** Hides a box of 100 × 80 pixels at 200, 120 by keyboard, in the part of the film that is entered. */
async function hideBox({ page }: ComposerPage, times: Readonly<Record<string, number>>) {
  await page.getByRole("button", { name: "Edit", exact: true }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Edit video" });
  const numbers = { ...times, Left: 200, Top: 120, Width: 100, Height: 80 };
  for (const [name, value] of Object.entries(numbers)) {
    const field = dialog.getByRole("spinbutton", { name, exact: true });
    await field.fill(String(value));
    await field.press("Tab");
  }
  for (const name of ["Hide", "Undo", "Redo", "Done"]) {
    await dialog.getByRole("button", { name, exact: true }).press("Enter");
  }
  await dialog.waitFor({ state: "detached" });
}

/** The brightest and the middle brightness of the box that {@link hideBox} hides, in each frame. */
function boxOf(path: string): { readonly most: number; readonly middle: number }[] {
  const { video } = probeMedia(path);
  if (video === undefined) throw new Error("There is no picture");
  return readBrightness(path, video).map((frame) => {
    let most = 0;
    let sum = 0;
    for (let y = 124; y < 196; y += 1) {
      for (let x = 204; x < 296; x += 1) {
        const value = frame[y * video.widthPx + x] ?? 255;
        most = Math.max(most, value);
        sum += value;
      }
    }
    return { most, middle: sum / (72 * 92) };
  });
}

describe("a place that is hidden by keyboard alone", () => {
  it("is gone from every frame of its span and from no other one, until it is shown again", async () => {
    const name = "faces.mp4";
    const secret = ["-metadata", "comment=secret"];
    const composer = await capture(name, [...surf("fps=10", 4), ...CODERS.h264, ...secret]);
    await composer.mediaIn("ready").waitFor({ timeout: 50_000 });
    const before = received(name).bytes;
    await hideBox(composer, { From: 1, To: 3 });
    await arrives(2);
    await composer.mediaIn("ready").waitFor({ timeout: 50_000 });

    const { path, bytes } = received(name);
    expect(probeMedia(path)).toMatchObject({ audio: "aac", video: { codec: "h264", frames: 40 } });
    expect(bytes.includes("secret")).toBe(false);
    const source = boxOf(made.path(name));
    for (const [index, { most, middle }] of boxOf(path).entries()) {
      if (index >= 10 && index < 30) expect(most, `frame ${index}`).toBeLessThanOrEqual(24);
      else expect(Math.abs(middle - (source[index]?.middle ?? 0))).toBeLessThan(6);
    }
    for (const atSecs of [0.5, 3.5]) {
      expect(measureLikeness(path, made.path(name), atSecs)).toBeGreaterThan(30);
    }

    await composer.page.reload();
    await composer.mediaIn("ready").waitFor();
    await composer.page.getByRole("button", { name: "Edit", exact: true }).press("Enter");
    for (const button of ["Start over", "Done"]) {
      await composer.page.getByRole("button", { name: button, exact: true }).press("Enter");
    }
    await arrives(3);
    await composer.mediaIn("ready").waitFor();
    expect(received(name).bytes.equals(before)).toBe(true);
  });
});

describe("a part of a GIF that is chosen by keyboard alone", () => {
  it("is a GIF of those frames, and a film of them once something is hidden in it", async () => {
    const name = "moving.gif";
    made.make(name, [...surf("fps=10,scale=320:240", 2), "-an"]);
    world.gallery.offer(name, "image/gif", made.bytes(name));
    const { page, media } = await world.visit("made-image", `?file=${name}`);
    await world.tweet(page, media);
    const composer = await world.composerPopup();
    await composer.mediaIn("ready").waitFor();
    const before = received(name).bytes;
    await expect.poll(() => timesOf(composer)).toEqual(["0 min 0.0 sec", "0 min 2.0 sec"]);

    await slider(composer, "Clip start").focus();
    for (let press = 0; press < 3; press += 1) await composer.page.keyboard.press("ArrowRight");
    await slider(composer, "Clip end").focus();
    await composer.page.keyboard.press("Shift+ArrowLeft");
    // The player stands where the handle was moved to.
    await composer.page.keyboard.press("o");
    await composer.page.getByText("Cut between frames of the GIF").waitFor();
    await arrives(2);
    await composer.page.reload();
    await composer.mediaIn("ready").waitFor();
    await expect.poll(() => timesOf(composer)).toEqual(["0 min 0.3 sec", "0 min 1.0 sec"]);
    const part = received("part.gif");
    expect(part.bytes.subarray(0, 6).toString()).toBe("GIF89a");
    expect(hashFrames(part.path)).toEqual(hashFrames(made.path(name)).slice(3, 10));
    await composer.page.getByRole("button", { name: "Pause the GIF" }).waitFor();

    await hideBox(composer, {});
    await arrives(3);
    await composer.mediaIn("ready").waitFor({ timeout: 50_000 });
    const { path } = received("moving.mp4");
    expect(probeMedia(path).video).toMatchObject({ codec: "h264", frames: 7 });
    for (const { most } of boxOf(path)) expect(most).toBeLessThanOrEqual(24);

    await composer.page.getByRole("button", { name: "Edit", exact: true }).press("Enter");
    for (const button of ["Start over", "Done"]) {
      await composer.page.getByRole("button", { name: button, exact: true }).press("Enter");
    }
    await arrives(4);
    await composer.page.getByRole("button", { name: "Use whole video" }).press("Enter");
    await arrives(5);
    expect(received(name).bytes.equals(before)).toBe(true);
  });
});
