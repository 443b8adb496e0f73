import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";
import { Keyboard } from "./keyboard";
import { dunes, MadeMedia } from "./media/made-media";
import { probeMedia, readPixels } from "./media/probe-media";
import { turnedPhoto } from "./media/turned-photo";
import { itOfAll, someOf } from "./some-of";

const world = useExtensionWorld();
const made = new MadeMedia();

afterAll(() => {
  made.remove();
});

/** A picture of 320 by 240 pixels of which no two are alike, and the page on which it stands. */
interface Shown {
  readonly name: string;
  /** For ffmpeg. */
  readonly args: readonly string[];
  readonly finish?: (bytes: Uint8Array) => Uint8Array;
  readonly construct?: "made-image" | "made-figure";
}

function visit({ name, args, finish = (bytes) => bytes, construct = "made-image" }: Shown) {
  made.make(name, [...dunes("scale=320:240,noise=alls=60:allf=t:all_seed=7"), ...args]);
  world.gallery.offer(name, "application/octet-stream", finish(made.bytes(name)));
  return world.visit(construct, `?file=${name}`);
}

/** Right-clicks such a picture; it is uploaded in the popup that opened. */
async function capture(shown: Shown): Promise<ComposerPage> {
  const { page, media } = await visit(shown);
  await world.tweet(page, media);
  const composer = await world.composerPopup();
  await composer.mediaIn("ready").waitFor();
  return composer;
}

/** Draws a selection with the mouse, between two points of the picture as parts of its sides. */
async function drag({ page }: ComposerPage, from: number, to: number): Promise<void> {
  const stage = await page.locator(".edit-stage").boundingBox();
  if (stage === null) throw new Error("The editor shows no picture");
  const moveTo = (part: number, steps: number) =>
    page.mouse.move(stage.x + stage.width * part, stage.y + stage.height * part, { steps });
  await moveTo(from, 1);
  await page.mouse.down();
  await moveTo(to, 6);
  await page.mouse.up();
}

/** Enters the four numbers of the selection, as a keyboard does. */
async function enter({ page }: ComposerPage, numbers: Readonly<Record<string, number>>) {
  for (const [name, value] of Object.entries(numbers)) {
    const field = page.getByRole("spinbutton", { name, exact: true });
    await field.fill(String(value));
    await field.press("Tab");
  }
}

const press = ({ page }: ComposerPage, name: string) =>
  page.getByRole("dialog").getByRole("button", { name, exact: true }).press("Enter");

async function openEditor({ page }: ComposerPage): Promise<void> {
  await page.getByRole("button", { name: "Edit", exact: true }).press("Enter");
  await page.getByRole("dialog", { name: "Edit image" }).getByRole("spinbutton").first().waitFor();
}

/** The four numbers of the selection, by somebody who presses keys only. */
async function enterByKeys(keys: Keyboard, numbers: Readonly<Record<string, number>>) {
  for (const [name, value] of Object.entries(numbers)) {
    await keys.tabTo(name);
    await keys.write(String(value));
  }
}

/** Crops and hides, with a step back and forth, from the composer and back to it. */
async function editByKeys(keys: Keyboard, dialog: Locator): Promise<void> {
  await keys.tabTo("Edit");
  await keys.press("Enter");
  await dialog.getByRole("spinbutton").first().waitFor();
  await keys.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await keys.focusedName()).toBe("Edit");

  await keys.press("Enter");
  await dialog.getByRole("spinbutton").first().waitFor();
  const pressAt = async (name: string) => {
    await keys.press("Enter");
    // What was pressed keeps the focus, whatever it changes.
    await expect.poll(() => keys.focusedName()).toBe(name);
  };
  await enterByKeys(keys, { Left: 20, Top: 10, Width: 240, Height: 180 });
  await keys.tabBackTo("Crop");
  await pressAt("Crop");
  await enterByKeys(keys, { Left: 20, Top: 20, Width: 96, Height: 96 });
  await keys.tabBackTo("Hide");
  await pressAt("Hide");
  const width = dialog.getByRole("spinbutton", { name: "Width" });
  await expect.poll(() => width.inputValue()).toBe("240");
  await keys.tabTo("Undo");
  await pressAt("Undo");
  await pressAt("Undo");
  await expect.poll(() => width.inputValue()).toBe("320");
  await keys.tabTo("Redo");
  await pressAt("Redo");
  await pressAt("Redo");
  await expect.poll(() => width.inputValue()).toBe("240");
  // Past its last button it begins anew: nothing holds the focus, and nothing behind it takes it.
  await keys.tabTo("Crop");
  await keys.tabBackTo("Done");
  await keys.press("Enter");
  await dialog.waitFor({ state: "detached" });
  expect(await keys.focusedName()).toBe("Edit");
}

/** Posts, and hands out the file that X shows in the post. */
async function post(composer: ComposerPage, name: string): Promise<PostedFile> {
  await composer.mediaIn("ready").waitFor();
  await composer.text.fill("Edited");
  // The key is not waited for, as the button is.
  await composer.post.click({ trial: true });
  await composer.text.press("Control+Enter");
  return postedFile(name);
}

interface PostedFile {
  readonly path: string;
  readonly bytes: Buffer;
}

async function postedFile(name: string): Promise<PostedFile> {
  const posted = await waitUntil("X to have the post", () => world.x.posts[0]);
  const [mediaId = ""] = posted.mediaIds;
  const bytes = world.x.media(mediaId)?.bytes() ?? Buffer.alloc(0);
  const path = made.path(`posted-${name}`);
  writeFileSync(path, bytes);
  return { path, bytes };
}

describe("a picture that is edited", () => {
  const pictures: readonly (readonly [string, readonly string[], string])[] = [
    ["noise.png", ["-pix_fmt", "rgb24"], "png"],
    ["noise.jpg", ["-q:v", "2", "-metadata", "comment=secret"], "mjpeg"],
  ];
  it.each(someOf(pictures, ([name]) => name, ["noise.jpg"]))(
    "and posted by keyboard alone goes out cropped, with what was hidden destroyed in its pixels: %s",
    async (name, args, codec) => {
      const { page } = await visit({ name, args });
      const composer = await world.openPopupByKey(page);
      const keys = new Keyboard(composer.page);
      await keys.tabTo(/^Made for a test/);
      await keys.press("Space");
      await keys.tabTo(/Add to post$/);
      await keys.press("Enter");
      await composer.mediaIn("ready").waitFor();
      await editByKeys(keys, composer.page.getByRole("dialog", { name: "Edit image" }));
      await keys.tabBackTo("Post text");
      await keys.write("Edited");
      await composer.mediaIn("ready").waitFor();
      await keys.tabTo("Post");
      await keys.press("Enter");
      const { path, bytes } = await postedFile(name);
      expect({ unseen: keys.unseen, lost: keys.lost }).toEqual({ unseen: [], lost: [] });
      expect(keys.tabs).toBeLessThan(100);

      expect(probeMedia(path).video).toMatchObject({ codec, widthPx: 240, heightPx: 180 });
      const before = readPixels(made.path(name));
      const after = readPixels(path);
      const isLossless = codec === "png";
      let alike = 0;
      for (let y = 0; y < 96; y += 1) {
        for (let x = 0; x < 96; x += 1) {
          const was = before.at(40 + x, 30 + y);
          const is = after.at(20 + x, 20 + y);
          if (was.join() === is.join()) alike += 1;
          // The blocks are twelve pixels wide: within each all is one colour.
          const block = after.at(20 + x - (x % 12) + 6, 20 + y - (y % 12) + 6);
          const off = Math.max(
            ...is.map((value, channel) => Math.abs(value - (block[channel] ?? 0))),
          );
          expect(off).toBeLessThanOrEqual(isLossless ? 0 : 40);
        }
      }
      // Of 9216 pixels some meet the colour of their block by chance.
      expect(alike).toBeLessThan(30);
      if (isLossless) expect(after.at(5, 5)).toEqual(before.at(25, 15));
      // Nothing but one picture: no metadata, no thumbnail, nothing behind its end.
      expect(bytes.includes("secret") || bytes.includes("Exif") || bytes.includes("eXIf")).toBe(
        false,
      );
      expect(countPictures(bytes)).toBe(1);
    },
  );

  it("by the mouse is hidden and cropped where it was dragged; its caption is the alt text, and its credit a line", async () => {
    const composer = await capture({
      name: "figure.png",
      args: ["-pix_fmt", "rgb24"],
      construct: "made-figure",
    });
    expect(await composer.altTexts()).toEqual(["Dunes at noon"]);
    await composer.page.getByRole("button", { name: "Add “Photo: Ada Lovelace / Agency”" }).click();
    const dialog = composer.page.getByRole("dialog");
    await composer.page.getByRole("button", { name: "Edit", exact: true }).click();
    await dialog.getByRole("button", { name: "Hide", exact: true }).click();
    await drag(composer, 0.25, 0.75);
    await dialog.getByRole("button", { name: "Crop", exact: true }).click();
    // From the lower right: a selection grows to any side.
    await drag(composer, 0.9, 0.1);
    const numbers = await dialog
      .getByRole("spinbutton")
      .evaluateAll((all) => all.map((box) => (box as HTMLInputElement).valueAsNumber));
    const [left = 0, top = 0, widthPx = 0, heightPx = 0] = numbers;
    for (const [is, wanted] of [
      [left, 32],
      [top, 24],
      [widthPx, 256],
      [heightPx, 192],
    ] as const) {
      expect(Math.abs(is - wanted)).toBeLessThanOrEqual(2);
    }
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.waitFor({ state: "detached" });
    await composer.mediaIn("ready").waitFor();
    await composer.post.click();
    const { path } = await postedFile("figure.png");
    expect(probeMedia(path).video).toMatchObject({ widthPx, heightPx });
    const [{ text, mediaIds }] = world.x.posts as [(typeof world.x.posts)[number]];
    expect(text).toBe("Photo: Ada Lovelace / Agency");
    expect(world.x.media(mediaIds[0] ?? "")?.altText).toBe("Dunes at noon");
    // A block of what was hidden has one colour, and no two pixels beside it are alike.
    const before = readPixels(made.path("figure.png"));
    const after = readPixels(path);
    expect(after.at(4, 4)).toEqual(before.at(left + 4, top + 4));
    const middle = [130, 131, 132, 133].map((x) => after.at(x, 96).join());
    expect(new Set(middle).size).toBeLessThanOrEqual(2);
  });

  it("is what it was once all was undone, to the last byte, and X is sent it anew", async () => {
    const composer = await capture({ name: "back.png", args: ["-pix_fmt", "rgb24"] });
    const uploadedBefore = sha256(world.x.allMedia()[0]?.bytes() ?? Buffer.alloc(0));
    await openEditor(composer);
    await press(composer, "Turn right");
    await press(composer, "Done");
    await waitUntil("the turned picture to be uploaded", () => world.x.allMedia().length === 2);
    await composer.mediaIn("ready").waitFor();
    // The composer was closed meanwhile: what was made of the picture is stored with it.
    await composer.page.reload();
    await composer.mediaIn("ready").waitFor();
    await openEditor(composer);
    await press(composer, "Start over");
    await press(composer, "Done");
    await waitUntil("the picture to be uploaded anew", () => world.x.allMedia().length === 3);
    const { bytes } = await post(composer, "back.png");
    expect(sha256(bytes)).toBe(uploadedBefore);
  });

  itOfAll(
    "that its file turns, and that has two more of it inside, keeps nothing hidden",
    async () => {
      made.make("small.jpg", [...dunes("scale=64:48"), "-q:v", "5"]);
      const composer = await capture({
        name: "turned.jpg",
        args: ["-q:v", "2"],
        finish: (bytes) => turnedPhoto(bytes, made.bytes("small.jpg")),
      });
      await openEditor(composer);
      // Upright it is 240 by 320 pixels.
      await enter(composer, { Left: 20, Top: 10, Width: 200, Height: 300 });
      await press(composer, "Crop");
      await press(composer, "Turn right");
      await enter(composer, { Left: 48, Top: 36, Width: 96, Height: 96 });
      await press(composer, "Hide");
      await press(composer, "Undo");
      await press(composer, "Undo");
      await press(composer, "Redo");
      await press(composer, "Redo");
      await press(composer, "Done");
      const { path, bytes } = await post(composer, "turned.jpg");
      expect(probeMedia(path).video).toMatchObject({ widthPx: 300, heightPx: 200 });
      expect(bytes.includes("Exif") || bytes.includes("hdrgm")).toBe(false);
      expect(countPictures(bytes)).toBe(1);
      const after = readPixels(path);
      const offOf = (left: number, top: number) => {
        const is = after.at(left, top);
        const block = after.at(left - (left % 12) + 6, top - (top % 12) + 6);
        return Math.max(...is.map((value, channel) => Math.abs(value - (block[channel] ?? 0))));
      };
      const offs = (left: number, top: number) =>
        Array.from({ length: 96 * 96 }, (_, at) =>
          offOf(left + (at % 96), top + Math.floor(at / 96)),
        );
      expect(Math.max(...offs(48, 36))).toBeLessThanOrEqual(40);
      // Beside it nothing was hidden.
      expect(Math.max(...offs(156, 36))).toBeGreaterThan(60);
    },
  );

  itOfAll("stays as it is when the editor is left without Done", async () => {
    const composer = await capture({ name: "left.png", args: ["-pix_fmt", "rgb24"] });
    await openEditor(composer);
    await press(composer, "Mirror");
    await press(composer, "Cancel");
    await composer.page.getByRole("dialog").waitFor({ state: "detached" });
    await composer.mediaIn("ready").waitFor();
    expect(world.x.allMedia()).toHaveLength(1);
  });
});

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** How many JPEGs or PNGs begin in a file. */
function countPictures(bytes: Buffer): number {
  const starts = [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from("\u0089PNG\r\n", "latin1")];
  let count = 0;
  for (const start of starts) {
    for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) count += 1;
  }
  return count;
}
