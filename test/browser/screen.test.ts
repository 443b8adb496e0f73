import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atOnceProcessing } from "../x-server/processing-clock";
import { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";
import { MadeMedia } from "./media/made-media";
import { measureLikeness, probeMedia } from "./media/probe-media";
import { itOfAll, someOf } from "./some-of";

const world = useExtensionWorld({ settings: { processing: atOnceProcessing }, own: {} });
const made = new MadeMedia();
const HARBOR = readFileSync(new URL("../pages/media/harbor.jpg", import.meta.url));

beforeAll(() => {
  made.write("harbor.jpg", HARBOR);
});

afterAll(() => {
  made.remove();
});

/** What X has received, as a file, and what the composer says of it. */
async function receive(composer: ComposerPage, name: string) {
  const item = composer.mediaIn("ready").or(composer.mediaIn("failed")).first();
  await item.waitFor();
  expect(await composer.page.getByRole("alert").allInnerTexts()).toEqual([]);
  const media = world.x.allMedia().at(-1);
  const path = made.path(name);
  writeFileSync(path, media?.bytes() ?? Buffer.alloc(0));
  return { path, sha256: media?.sha256, words: await item.innerText() };
}

/** Right-clicks a picture of another site, which gives something else by the time that it is asked again. */
async function captureElsewhere(host: string, instead: string): Promise<ComposerPage> {
  const { page, media } = await world.visit("cross-origin-image", `?host=${host}`);
  world.gallery.serveInstead("/media/harbor.jpg", instead);
  await world.tweet(page, media);
  await world.answerPrompt("allow");
  return world.composerPopup();
}

const AS_SHOWN = /As shown on screen/;

describe("what the page shows can be had", () => {
  it("where its address is gone", async () => {
    const { page, media } = await world.visit("revoked-image");
    await waitUntil("the address to be revoked", async () => (await page.title()) === "revoked");
    await world.tweet(page, media);
    const { path, words } = await receive(await world.composerPopup(), "revoked.png");
    expect(words).toMatch(AS_SHOWN);
    expect(probeMedia(path).video).toMatchObject({ widthPx: 1200, heightPx: 800 });
    expect(measureLikeness(path, made.path("harbor.jpg"))).toBeGreaterThan(40);
  });

  itOfAll("where its address was good for one time, on another site", async () => {
    const composer = await captureElsewhere("kept.test", "/broken/html.jpg");
    const { path, words } = await receive(composer, "once.png");
    expect(words).toMatch(AS_SHOWN);
    expect(probeMedia(path).video).toMatchObject({ widthPx: 360, heightPx: 240 });
    made.make("small.png", ["-i", made.path("harbor.jpg"), "-vf", "scale=360:240"]);
    expect(measureLikeness(path, made.path("small.png"))).toBeGreaterThan(25);
  });

  const canvases: readonly (readonly [string, RegExp, string])[] = [
    ["paints in each frame", /^Painted in each frame/, "0xff8000"],
    ["was painted once", /^Painted once/, "0x008000"],
  ];
  it.each(someOf(canvases, ([name]) => name, ["was painted once"]))(
    "where a canvas that keeps nothing %s",
    async (name, label, color) => {
      const page = await world.browser.context.newPage();
      await page.goto(world.gallery.constructUrl("forgetful-canvases", ""));
      await world.browser.clickToolbarAction(page);
      const composer = new ComposerPage(await world.browser.realPopup());
      await composer.page.getByRole("button", { name: "Media on this page" }).click();
      await composer.page.getByRole("checkbox", { name: label }).check();
      await composer.page.getByRole("button", { name: "Add to post" }).click();
      const { path } = await receive(composer, `${name}.png`);
      const { widthPx, heightPx } = probeMedia(path).video ?? {};
      const field = `color=${color}:s=${widthPx}x${heightPx}`;
      made.make("field.png", ["-f", "lavfi", "-i", field, "-frames:v", "1"]);
      expect(measureLikeness(path, made.path("field.png"))).toBeGreaterThan(35);
    },
  );
});

describe("a file that lacks nothing but its end mark", () => {
  itOfAll("arrives as the whole one, without being coded anew", async () => {
    world.gallery.offer("unended.jpg", "image/jpeg", HARBOR.subarray(0, -2));
    const { page, media } = await world.visit("made-image", "?file=unended.jpg");
    await world.tweet(page, media);
    const { sha256 } = await receive(await world.composerPopup(), "unended.jpg");
    expect(sha256).toBe(world.gallery.sha256Of("/media/harbor.jpg"));
  });
});

describe("a drawing with words in HTML", () => {
  itOfAll("keeps them", async () => {
    const drawing = (
      words: string,
    ) => `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120">
      <rect width="320" height="120" fill="#eef"/><foreignObject x="20" y="30" width="280" height="60">
      <div xmlns="http://www.w3.org/1999/xhtml" style="background: #c00; height: 60px">${words}</div>
      </foreignObject></svg>`;
    const bytes = new TextEncoder().encode(drawing("A label"));
    world.gallery.offer("words.svg", "image/svg+xml", bytes);
    const { page, media } = await world.visit("made-image", "?file=words.svg");
    await world.tweet(page, media);
    const { path, words } = await receive(await world.composerPopup(), "words.png");
    expect(words).not.toMatch(AS_SHOWN);
    made.make("left-out.png", ["-f", "lavfi", "-i", "color=0xeeeeff:s=1600x600", "-frames:v", "1"]);
    expect(measureLikeness(path, made.path("left-out.png"))).toBeLessThan(15);
  });
});

describe("another picture than the page shows", () => {
  it("is told of, and gives way to the shown one", async () => {
    const popup = await captureElsewhere("far.test", "/media/forest.webp");
    await popup.page.getByText("another image than the one on the page").waitFor();
    await popup.page.getByRole("button", { name: "Use the one on the page" }).click();
    await popup.page.getByText("As shown on screen").waitFor();
    const { path } = await receive(popup, "shown.png");
    made.make("small.png", ["-i", made.path("harbor.jpg"), "-vf", "scale=360:240"]);
    expect(measureLikeness(path, made.path("small.png"))).toBeGreaterThan(25);
  });
});
