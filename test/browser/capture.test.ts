import { afterAll, describe, expect, it } from "vitest";
import type { Locator, Page } from "playwright-core";
import type { Browser } from "wxt/browser";
import { atOnceProcessing } from "../x-server/processing-clock";
import { proves } from "./proves";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { isBehindScrim } from "./harness/browser-scrim";
import { nameOfTest, ReachTable } from "./reach-table";
import { waitUntil } from "./harness/wait-until";
import { itOfAll, someOf } from "./some-of";

/** The extension's own, in functions that run inside its worker. */
declare const chrome: typeof Browser;

const world = useExtensionWorld({ settings: { processing: atOnceProcessing }, own: {} });
const table = new ReachTable();

afterAll(() => {
  table.print();
});

/** Right-clicks the picture of a page of the gallery; the composer is the popup that opened. */
async function capture(construct: string, query?: string): Promise<ComposerPage> {
  const { page, media } = await world.visit(construct, query);
  await world.tweet(page, media);
  return world.composerPopup();
}

/** The same where the browser first asks for the picture's site. */
async function captureWithPermission(
  construct: string,
  query?: string,
): Promise<{ page: Page; media: Locator; composer: ComposerPage }> {
  const { page, media } = await world.visit(construct, query);
  world.gallery.clearRequests();
  await world.tweet(page, media);
  await world.answerPrompt("allow");
  return { page, media, composer: await world.composerPopup() };
}

const altText = (composer: ComposerPage) =>
  composer.media.getByRole("textbox", { name: "Alt text" }).inputValue();

/** What X has received by the time that the one media item is ready. */
async function received(composer: ComposerPage) {
  await composer.mediaIn("ready").waitFor();
  await table.note(nameOfTest(), composer, world);
  expect(world.x.allMedia()).toHaveLength(1);
  return world.x.allMedia()[0];
}

describe("the menu", () => {
  it("has one entry for images and one for videos, and tells which was chosen", async () => {
    const worker = await world.browser.worker();
    const exists = (id: string) =>
      worker.evaluate(
        (menuItemId) =>
          chrome.contextMenus.update(menuItemId, {}).then(
            () => true,
            () => false,
          ),
        id,
      );
    expect(await exists("tweet-image")).toBe(true);
    expect(await exists("tweet-video")).toBe(true);
    expect(await exists("tweet-link")).toBe(false);

    for (const [construct, menuItemId] of [
      ["same-origin-image", "tweet-image"],
      ["linked-image", "tweet-image"],
      ["video", "tweet-video"],
    ] as const) {
      const chosen = worker.evaluate(
        () =>
          new Promise<string | number>((resolve) => {
            chrome.contextMenus.onClicked.addListener(function note(info) {
              chrome.contextMenus.onClicked.removeListener(note);
              resolve(info.menuItemId);
            });
          }),
      );
      // A second entry in the same context would stand in a submenu, which no Return opens and closes.
      const composer = await capture(construct);
      expect(await chosen).toBe(menuItemId);
      await composer.page.close();
    }
  });
});

describe("the popup after the click", () => {
  it("shows the picture with its alt text, a way to remove it, and progress while busy", async () => {
    const held = world.x.hold({ operation: "uploadImage" });
    const composer = await capture("same-origin-image");
    const item = composer.mediaIn("uploading");
    await item.waitFor();
    await item.getByRole("progressbar").waitFor();
    await item.getByRole("img").waitFor();
    await item.getByRole("button", { name: "Remove" }).waitFor();
    await expect.poll(() => altText(composer)).toBe("A harbor at dusk");
    await composer.reaches("draft");
    await composer.open("Compose");

    await held.reached;
    held.release();
    await composer.mediaIn("ready").waitFor();
    await expect.poll(() => composer.media.getByRole("progressbar").count()).toBe(0);
    await expect.poll(() => composer.page.getByRole("alert").count()).toBe(0);
  });

  itOfAll("shows a video as a video", async () => {
    const composer = await capture("video");
    await composer.mediaIn("ready").waitFor();
    await expect.poll(() => composer.media.locator("video").count()).toBe(1);
    await expect.poll(() => composer.media.locator("img").count()).toBe(0);
  });

  itOfAll(
    "shows how far a large video is made playable, in a bar that is wide enough to be seen",
    async () => {
      const composer = await capture("large-video", `?bytes=${24 * 1024 * 1024}`);
      const widthPx = await composer.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const look = () => {
              const bar = document.querySelector(".media-waiting [role=progressbar]");
              if (bar !== null) resolve(bar.clientWidth);
            };
            new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
            look();
          }),
      );
      expect(widthPx).toBeGreaterThan(100);
      await composer.media.locator("video").waitFor();
    },
  );
});

describe("without a question, the bytes reach X as they are", () => {
  const harbor = { file: "/media/harbor.jpg", mediaType: "image/jpeg", category: "tweet_image" };
  const lighthouse = {
    file: "/media/lighthouse.mp4",
    mediaType: "video/mp4",
    category: "tweet_video",
  };
  const sources = [
    { construct: "same-origin-image", ...harbor },
    { construct: "png", ...harbor, file: "/media/dunes.png", mediaType: "image/png" },
    { construct: "webp", ...harbor, file: "/media/forest.webp", mediaType: "image/webp" },
    { construct: "linked-image", ...harbor },
    { construct: "data-image", ...harbor },
    { construct: "blob-image", ...harbor },
    { construct: "strict-csp", ...harbor },
    { construct: "sandboxed", ...harbor },
    {
      construct: "gif",
      file: "/media/waves.gif",
      mediaType: "image/gif",
      category: "tweet_gif",
    },
    { construct: "video", ...lighthouse },
    { construct: "video-sources", ...lighthouse },
    { construct: "blob-video", ...lighthouse },
    {
      construct: "mov-video",
      ...lighthouse,
      file: "/media/meadow.mov",
      mediaType: "video/quicktime",
    },
  ];

  const some = ["same-origin-image", "strict-csp", "blob-video"];
  for (const row of someOf(sources, ({ construct }) => construct, some)) {
    const { construct, file, mediaType, category } = row;
    it(`from the page ${construct}`, async () => {
      const composer = await capture(construct);
      expect(await received(composer)).toMatchObject({
        sha256: world.gallery.sha256Of(file),
        mediaType,
        category,
      });
    });
  }

  it("a data: image that is too long for the browser to tell its address", async () => {
    const query = "?bytes=3000000";
    const composer = await capture("large-data-image", query);
    expect(await received(composer)).toMatchObject({
      sha256: world.gallery.sha256Of(`/large/photo.jpg${query}`),
    });
  });

  itOfAll("an image in a frame of the same origin", async () => {
    const { page } = await world.visit("same-origin-frame");
    await world.tweet(page, page.frameLocator("iframe").locator("img"));
    const composer = await world.composerPopup();
    expect(await received(composer)).toMatchObject({
      sha256: world.gallery.sha256Of("/media/harbor.jpg"),
    });
    await expect.poll(() => altText(composer)).toBe("A harbor at dusk");
  });
});

describe("the alt text", () => {
  itOfAll("is empty for an image without one", async () => {
    const composer = await capture("no-alt-image");
    await composer.mediaIn("ready").waitFor();
    await expect.poll(() => altText(composer)).toBe("");
  });

  for (const [construct, element] of [
    ["button-image", "input"],
    ["drawn-image", "image"],
  ] as const) {
    itOfAll(`comes along from what is no image element: ${construct}`, async () => {
      const { page } = await world.visit(construct);
      await world.tweet(page, page.locator(element));
      const composer = await world.composerPopup();
      expect(await received(composer)).toMatchObject({
        sha256: world.gallery.sha256Of("/media/harbor.jpg"),
      });
      await expect.poll(() => altText(composer)).toBe("A harbor at dusk");
    });
  }

  itOfAll("is the page's own, also under a strict policy", async () => {
    const composer = await capture("strict-csp");
    await composer.mediaIn("ready").waitFor();
    await expect.poll(() => altText(composer)).toBe("A harbor at dusk");
  });
});

describe("from another origin", () => {
  it("the browser asks once, and never again for that site", async () => {
    const { page, media, composer } = await captureWithPermission("cross-origin-image");
    expect(await received(composer)).toMatchObject({
      sha256: world.gallery.sha256Of("/media/harbor.jpg"),
    });
    await expect.poll(() => altText(composer)).toBe("A harbor at dusk");
    expect(world.gallery.requests).toMatchObject([
      { host: "cdn.test", path: "/media/harbor.jpg", hasCookies: false, referer: undefined },
    ]);
    await composer.page.close();

    await world.tweet(page, media);
    const again = await world.composerPopup();
    expect(isBehindScrim(await world.display.readScreen())).toBe(false);
    await waitUntil("two ready images", async () => (await again.mediaIn("ready").count()) === 2);
  });

  itOfAll(
    "a click that the browser does not count as one still reaches a site that was allowed before",
    async () => {
      await captureWithPermission("cross-origin-image", "?host=archive.test");
      await world.clear();
      const { page } = await world.visit("cross-origin-image", "?host=archive.test");
      await page.bringToFront();
      const worker = await world.browser.worker();
      await worker.evaluate(async (srcUrl) => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        const pageUrl = "http://gallery.test/construct/cross-origin-image";
        const click = { menuItemId: "tweet-image", editable: false, frameId: 0, pageUrl, srcUrl };
        const { onClicked } = chrome.contextMenus as {
          onClicked: { dispatch?(info: object, tab: object | undefined): void };
        };
        onClicked.dispatch?.(click, tab);
      }, "http://archive.test/media/harbor.jpg");
      const composer = await world.openComposer();
      expect(await received(composer)).toMatchObject({
        sha256: world.gallery.sha256Of("/media/harbor.jpg"),
      });
    },
  );

  it("an image in a frame of that origin brings its alt text along", async () => {
    const { page } = await world.visit("cross-origin-frame", "?host=frames.test");
    await world.tweet(page, page.frameLocator("iframe").locator("img"));
    await world.answerPrompt("allow");
    const composer = await world.composerPopup();
    expect(await received(composer)).toMatchObject({
      sha256: world.gallery.sha256Of("/media/harbor.jpg"),
    });
    await expect.poll(() => altText(composer)).toBe("A harbor at dusk");
  });

  itOfAll("a video", async () => {
    const { composer } = await captureWithPermission("cross-origin-video", "?host=far.test");
    expect(await received(composer)).toMatchObject({
      sha256: world.gallery.sha256Of("/media/lighthouse.mp4"),
    });
  });

  it("a site that wants to see the page is told it, after a first try without", async () => {
    proves("Chromium", "other-site");
    const { composer } = await captureWithPermission("guarded-image");
    expect(await received(composer)).toMatchObject({
      sha256: world.gallery.sha256Of("/media/harbor.jpg"),
    });
    expect(world.gallery.requests).toMatchObject([
      { host: "guarded.test", hasCookies: false, referer: undefined },
      // As a browser tells another site: without the path.
      { host: "guarded.test", hasCookies: false, referer: "http://gallery.test/" },
    ]);
    const worker = await world.browser.worker();
    expect(await worker.evaluate(() => chrome.declarativeNetRequest.getSessionRules())).toEqual([]);
  });

  itOfAll("a placeholder that answers 200 is not taken for the picture", async () => {
    const { composer } = await captureWithPermission("placeholder-image");
    expect(await received(composer)).toMatchObject({
      sha256: world.gallery.sha256Of("/media/harbor.jpg"),
    });
    expect(world.gallery.requests[0]).toMatchObject({ referer: undefined });
  });

  it("a members' picture is asked for without cookies first, and with them when a login page comes", async () => {
    const page = await world.browser.context.newPage();
    await page.goto("http://members.test/login");
    await page.goto("http://members.test/construct/members-image");
    const media = page.locator("img");
    world.gallery.clearRequests();
    await world.tweet(page, media);
    await world.answerPrompt("allow");
    const composer = await world.composerPopup();
    expect(await received(composer)).toMatchObject({
      sha256: world.gallery.sha256Of("/media/harbor.jpg"),
    });
    expect(world.gallery.requests).toMatchObject([
      { host: "img.members.test", hasCookies: false },
      { host: "img.members.test", hasCookies: true },
    ]);

    // The site is allowed now, and the person is signed in there: another page cannot make use of it.
    await world.clear();
    const hostile = await world.visit("borrowed-image");
    world.gallery.clearRequests();
    await world.tweet(hostile.page, hostile.media);
    expect(await received(await world.composerPopup())).toMatchObject({
      sha256: world.gallery.sha256Of("/media/harbor.jpg"),
    });
    const asked = world.gallery.requests.filter(({ host }) => host === "img.members.test");
    expect(asked).toMatchObject([{ hasCookies: false, referer: undefined }]);
  });
});
