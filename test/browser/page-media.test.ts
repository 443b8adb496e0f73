import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { atOnceProcessing } from "../x-server/processing-clock";
import { proves } from "./proves";
import { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";
import { ReachTable } from "./reach-table";
import { itOfAll, someOf } from "./some-of";

const world = useExtensionWorld({ settings: { processing: atOnceProcessing }, own: {} });
const table = new ReachTable();

afterAll(() => {
  table.print();
});

async function openPage(construct: string, query = ""): Promise<Page> {
  const page = await world.browser.context.newPage();
  await page.goto(world.gallery.constructUrl(construct, query));
  return page;
}

/** Presses the toolbar button over the page: a popup without a draft looks through it at once. */
async function lookThrough(page: Page): Promise<ComposerPage> {
  await world.browser.clickToolbarAction(page);
  return new ComposerPage(await world.browser.realPopup());
}

const boxes = (composer: ComposerPage) => composer.page.getByRole("checkbox");
const box = (composer: ComposerPage, name: RegExp) => composer.page.getByRole("checkbox", { name });
const add = (composer: ComposerPage) => composer.page.getByRole("button", { name: "Add to post" });

const names = (composer: ComposerPage) =>
  boxes(composer).evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));

const sha = (path: string) => world.gallery.sha256Of(path);

async function pickOne(composer: ComposerPage, construct: string, name: RegExp) {
  await box(composer, name).check();
  await add(composer).click();
  return table.note(construct, composer, world);
}

async function openHiddenMedia(): Promise<Page> {
  const page = await openPage("hidden-media");
  await waitUntil("the drawing to be painted", async () => (await page.title()) === "painted");
  await waitUntil("the film's size to be known", () =>
    page.locator("video").evaluate((film) => (film as HTMLVideoElement).videoWidth > 0),
  );
  return page;
}

describe("the media on a page", () => {
  it("are what it holds in any form, the largest first, without dots and traps", async () => {
    const composer = await lookThrough(await openHiddenMedia());
    await boxes(composer).first().waitFor();
    expect(await names(composer)).toEqual([
      "A harbor at dusk, 1200 × 800",
      "In the shadow, 1200 × 800",
      "A lighthouse, 640 × 360",
      "Rolling waves, 480 × 320",
      "A drawing of two sites, 410 × 310",
      "A drawn square, 400 × 300",
      "A lighthouse, 360 × 203",
      "Firs, 300 × 200",
      "A red kite, 220 × 140",
      "A path, 150 × 100",
      "A pier, 120 × 80",
    ]);
  });

  it("up to four are picked at once, and posted as they are", async () => {
    proves("Chromium", "page-media");
    const composer = await lookThrough(await openHiddenMedia());
    for (const name of [/^A harbor/, /^A path/, /^In the shadow/, /^A drawn square/]) {
      await box(composer, name).check();
    }
    await waitUntil("the others to be locked", () => box(composer, /^Rolling waves/).isDisabled());
    await add(composer).click();
    await waitUntil(
      "four images to be ready",
      async () => (await composer.mediaIn("ready").count()) === 4,
    );
    const arrived = world.x.allMedia();
    const hashes = arrived.map(({ sha256 }) => sha256);
    expect(hashes).toContain(sha("/media/harbor.jpg"));
    expect(hashes).toContain(sha("/media/forest.webp"));
    expect(arrived.filter(({ mediaType }) => mediaType === "image/png")).toHaveLength(1);
    await expect
      .poll(() => composer.altTexts())
      .toEqual(["A harbor at dusk", "A path", "In the shadow", "A drawn square"]);
  });

  it("four make a post with five clicks, and are known again in the draft", async () => {
    const page = await openHiddenMedia();
    const composer = await lookThrough(page);
    for (const name of [/^A harbor/, /^Firs/, /^In the shadow/, /^A drawn square/]) {
      await box(composer, name).click();
    }
    await composer.page.getByRole("button", { name: "Add 4" }).click();
    await waitUntil("four of them", async () => (await composer.media.count()) === 4);
    expect(
      await composer.media.evaluateAll((all) => all.map((item) => item.getAttribute("aria-label"))),
    ).toEqual(["1 of 4", "2 of 4", "3 of 4", "4 of 4"]);
    // A fifth, and one that is there already: the list says so, and the fifth begins another draft.
    await composer.page.getByRole("button", { name: "Media on this page" }).click();
    await composer.page.locator(".page-media-item", { hasText: "In the draft" }).first().waitFor();
    await box(composer, /^Rolling waves/).check();
    await composer.page.getByRole("button", { name: "Add 1" }).click();
    await composer.page.getByText("The other draft stays").waitFor();
    await waitUntil("the fifth alone", async () => (await composer.media.count()) === 1);
  });

  const forms = [
    ["a poster", /360 × 203/, { error: null, mediaType: "image/png" }],
    ["a canvas", /^A drawn square/, { error: null, mediaType: "image/png" }],
    ["a canvas of two sites", /^A drawing of two sites/, { error: null, mediaType: "image/png" }],
    ["an inline svg", /^A red kite/, { error: null, mediaType: "image/png" }],
    ["a video", /^A lighthouse, 640/, { error: null, mediaType: "video/mp4" }],
    ["a GIF in a frame", /^Rolling waves/, { error: null, mediaType: "image/gif" }],
  ] as const;
  it.each(someOf(forms, ([form]) => form, ["a canvas of two sites", "a GIF in a frame"]))(
    "%s",
    async (construct, name, outcome) => {
      const composer = await lookThrough(await openHiddenMedia());
      expect(await pickOne(composer, construct, name)).toMatchObject(outcome);
    },
  );

  it("a picture of another site is asked for in the click, and fetched once it is allowed", async () => {
    const composer = await lookThrough(await openPage("background-elsewhere", "?host=grid.test"));
    const item = composer.page.getByRole("listitem").filter({ has: boxes(composer) });
    // Its site shows it to no other site, and nobody asks there with the person's cookies for a small picture.
    await item.locator("svg").waitFor();
    await box(composer, /^Far away/).check();
    await composer.page.getByText("The browser will ask whether").waitFor();
    await add(composer).click();
    await world.answerPrompt("allow");
    const shown = await world.openComposer();
    await shown.mediaIn("ready").waitFor();
    expect(world.x.allMedia().at(-1)?.sha256).toBe(sha("/media/harbor.jpg"));
  });

  itOfAll("are picked with the keyboard alone", async () => {
    const composer = await lookThrough(await openHiddenMedia());
    await boxes(composer).first().focus();
    await composer.page.keyboard.press("Space");
    await composer.page.getByText("1 of 4 picked.").waitFor();
    await add(composer).focus();
    await composer.page.keyboard.press("Enter");
    expect(await table.note("image under an overlay", composer, world)).toMatchObject({
      sha256: sha("/media/harbor.jpg"),
    });
  });

  itOfAll("of a page without end are looked for only so far", async () => {
    const composer = await lookThrough(await openPage("endless-page"));
    await composer.page.getByText("looked through a part of it only").waitFor();
    await expect.poll(() => boxes(composer).count()).toBeGreaterThan(0);
  });

  it("that was left since cannot be had, and the composer says so", async () => {
    const page = await openHiddenMedia();
    const composer = await lookThrough(page);
    await box(composer, /^A harbor/).check();
    await page.goto(world.gallery.constructUrl("png"));
    await add(composer).click();
    await composer.alert("page-unreachable").waitFor();
    await expect.poll(() => composer.media.count()).toBe(0);
  });

  itOfAll("is a question for the toolbar: a composer in a tab says what to do", async () => {
    const composer = await world.openComposer();
    await composer.page.getByText("press the extension’s button in the toolbar").waitFor();
  });

  itOfAll("of the browser's own pages cannot be looked at", async () => {
    const page = await world.browser.context.newPage();
    await page.goto("chrome://version/");
    const composer = await lookThrough(page);
    await composer.page.getByText("lets no extension look into this page").waitFor();
  });
});
