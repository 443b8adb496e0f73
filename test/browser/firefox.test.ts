import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildDeflateTiff } from "../unit/media/build-tiff";
import type { OperationName } from "../x-server/operation";
import { proves } from "./proves";
import { FIREFOX_REDIRECT_URI, type FirefoxWorld, startFirefoxWorld } from "./firefox-world";
import { waitUntil } from "./harness/wait-until";
import { makeLocalPage } from "./local-page";
import { fillInTab, pressInTab, waitInTab } from "./press-in-tab";
import {
  buildFilters,
  buildLaughs,
  buildLongAttribute,
  buildLongWidth,
  buildMasks,
  buildOverpainted,
} from "./media/hostile-drawings";
import { buildBranchingTiff } from "./media/hostile-media";
import { MadeMedia, surf } from "./media/made-media";
import { hashFrames } from "./media/probe-media";
import { readRedirect } from "./read-redirect";
import { itOfAll, someOf } from "./some-of";

/*
 * The same job in Firefox, from the right click to the post. One browser for all: each test begins with
 * an X that has seen nothing, and posts what it captures.
 */

const VIDEO = "?bytes=5400000";

/** What keeps the event page is called every 20 seconds at least. */
const IDLE_WITHIN_MS = 40_000;

/** What an extension's page may ask of the browser, as far as it is used in the page here. */
declare const browser: {
  readonly extension: { getViews(filter: { type: "sidebar" }): Window[] };
};

let world: FirefoxWorld;

beforeAll(async () => {
  world = await startFirefoxWorld();
  const { options, x } = world;
  await fillInTab(options, "input:not([readonly])", x.clientId);
  await pressInTab(options, "Save");
  await pressInTab(options, "Sign in with X");
  await waitInTab(options, "somebody to be signed in", () =>
    document.body.innerText.includes("Signed in as @local_account."),
  );
});

afterAll(async () => {
  await world.close();
});

beforeEach(() => {
  world.x.reset({ keepGrants: true });
  world.gallery.clearRequests();
});

/** Runs in the page. */
const isStripShown = () => document.querySelector('[aria-label="Clip end"]') !== null;

/** What was called for the jobs. The settings, which stay open in a tab, ask for the credits besides. */
const operations = (): OperationName[] =>
  world.x.log.map(({ operation }) => operation).filter((operation) => operation !== "credits");

/** Posts what is ready in the open popup, and closes it. */
async function post(text: string): Promise<void> {
  const { popup } = world;
  await popup.waitFor('.media-item[data-state="ready"]');
  await popup.fill("textarea", text);
  await popup.press("Post");
  await waitUntil("the post at X", () => world.x.posts.length > 0);
  await popup.waitFor('.sent[data-state="posted"]');
  await popup.close();
}

describe("in Firefox", () => {
  it("the options tell the redirect address of this browser", async () => {
    const shown = await world.options.$$eval("[readonly]", ([field]) =>
      field instanceof HTMLTextAreaElement ? field.value : "",
    );
    expect(shown).toBe(FIREFOX_REDIRECT_URI);
  });

  it("a right click on an image opens the popup, and signing in from there goes on to the post", async () => {
    proves("Firefox", "sign-in", "image");
    const { gallery, options, popup, tweet, x } = world;
    await pressInTab(options, "Sign out");
    // Each of its two tokens is revoked by a call of its own.
    await waitUntil(
      "the grant to be revoked",
      () => operations().filter((operation) => operation === "revoke").length === 2,
    );
    x.reset();
    await tweet("same-origin-image");
    await popup.waitFor("button", "Sign in with X");
    expect(await popup.widthPx()).toBe(380);
    await popup.press("Sign in with X");
    await popup.waitFor("header", "@local_account");
    await post("Boats at dusk");

    // Who signed in is asked beside the upload, which does not wait for it.
    expect(operations()).toContain("me");
    expect(operations().filter((operation) => operation !== "me")).toEqual([
      "authorize",
      "token",
      "uploadImage",
      "metadata",
      "createPost",
    ]);
    expect(x.posts.map((sent) => sent.body)).toMatchObject([{ text: "Boats at dusk" }]);
    expect(x.allMedia()).toMatchObject([
      { altText: "A harbor at dusk", sha256: gallery.sha256Of("/media/harbor.jpg") },
    ]);
  });

  it("a GIF goes out as one", async () => {
    proves("Firefox", "gif");
    const { gallery, tweet, x } = world;
    await tweet("gif");
    await post("Waves");
    expect(x.allMedia()).toMatchObject([
      { category: "tweet_gif", sha256: gallery.sha256Of("/media/waves.gif") },
    ]);
  });

  itOfAll("a part of a GIF, chosen by keyboard, goes out as a GIF of its frames", async () => {
    const { firefox, gallery, meetPopup, popup, tweetOn, x } = world;
    const made = new MadeMedia();
    made.make("moving.gif", [...surf("fps=10,scale=320:240", 2), "-an"]);
    gallery.offer("moving.gif", "image/gif", made.bytes("moving.gif"));
    await tweetOn(gallery.constructUrl("made-image", "?file=moving.gif"));
    await meetPopup();
    await popup.waitFor('.media-item[data-state="ready"]');
    await popup.close();

    const composer = await firefox.openPage("popup.html");
    await composer.bringToFront();
    await waitInTab(composer, "the strip", isStripShown);
    await composer.focus('[aria-label="Clip start"]');
    for (let press = 0; press < 3; press += 1) await composer.keyboard.press("ArrowRight");
    await composer.focus('[aria-label="Clip end"]');
    await composer.keyboard.down("Shift");
    await composer.keyboard.press("ArrowLeft");
    await composer.keyboard.up("Shift");
    await waitUntil("the part at X", () => x.allMedia()[1]?.state === "ready");
    await fillInTab(composer, "textarea", "A part");
    await pressInTab(composer, "Post");
    await waitUntil("the post at X", () => x.posts.length > 0);
    await composer.close();

    const part = x.allMedia().at(-1);
    expect(part?.category).toBe("tweet_gif");
    writeFileSync(made.path("part.gif"), part?.bytes() ?? "");
    const frames = hashFrames(made.path("moving.gif"));
    expect(hashFrames(made.path("part.gif"))).toEqual(frames.slice(3, 10));
    made.remove();
  });

  it("another site's picture is asked for in the browser's own prompt, with the Referer that it demands", async () => {
    proves("Firefox", "other-site");
    const { allow, gallery, meetPopup, tweet, x } = world;
    await tweet("guarded-image");
    await allow("*://guarded.test/*");
    await meetPopup();
    await post("Guarded");
    expect(x.allMedia()).toMatchObject([{ sha256: gallery.sha256Of("/media/harbor.jpg") }]);
    const asked = gallery.requests.filter(({ host }) => host === "guarded.test").slice(1);
    expect(asked.map(({ referer, hasCookies }) => ({ referer, hasCookies }))).toEqual([
      { referer: undefined, hasCookies: false },
      { referer: "http://gallery.test/", hasCookies: false },
    ]);
  });

  it("a video goes on where it stood when the event page has ended by itself in mid-upload", async () => {
    proves("Firefox", "ended-upload", "video");
    const { firefox, gallery, popup, tweet, x } = world;
    const held = x.hold({ operation: "append", segmentIndex: 3 });
    await tweet("large-video", VIDEO);
    await held.reached;
    await popup.close();
    // Shorter than the calls that keep it: it is idle, as far as Firefox knows.
    await firefox.setIdleTimeout(500);
    await waitUntil(
      "the event page to end",
      async () => !(await firefox.isEventPageRunning()),
      IDLE_WITHIN_MS,
    );
    await firefox.setIdleTimeout(30_000);
    held.release();

    // Whoever opens the composer again wakes it; else an alarm would within half a minute.
    const composer = await firefox.openPage("popup.html");
    await composer.waitForSelector('.media-item[data-state="ready"]', { timeout: 40_000 });
    await fillInTab(composer, "textarea", "The light");
    await pressInTab(composer, "Post");
    await waitUntil("the post at X", () => x.posts.length > 0);
    await pressInTab(composer, "Activity");
    // Earlier posts stand in the list too.
    await waitInTab(
      composer,
      "the post in the list",
      (text) =>
        [...document.querySelectorAll<HTMLElement>('li[data-state="posted"]')].some((item) =>
          item.innerText.includes(text),
        ),
      "The light",
    );
    await composer.close();

    expect(operations().filter((operation) => operation === "initialize")).toHaveLength(1);
    expect(x.posts).toHaveLength(1);
    expect(x.allMedia()).toMatchObject([
      { category: "tweet_video", sha256: gallery.sha256Of(`/large/video.mp4${VIDEO}`) },
    ]);
  });

  itOfAll("a video that is posted while it goes up shows its first frame in the list", async () => {
    const { popup, tweet, x } = world;
    const held = x.hold({ operation: "append", segmentIndex: 3 });
    await tweet("large-video", VIDEO);
    await held.reached;
    await popup.fill("textarea", "Seen by nobody yet");
    await popup.press("Post");
    await popup.waitFor('.sent[data-state="publishing"]');
    held.release();
    await popup.waitFor('.sent[data-state="posted"]');
    // No composer has played it: the frame in the event page has drawn it.
    await popup.waitFor(".sent .activity-thumbnail img");
    await popup.close();
  });

  it("a permission for X that was taken back is named, asked for with a button, and the post goes on", async () => {
    proves("Firefox", "revoked-x");
    const { allow, firefox, popup, revokeX, tweet, x } = world;
    await tweet("same-origin-image");
    await popup.waitFor('.media-item[data-state="ready"]');
    await popup.close();
    await revokeX();

    const composer = await firefox.openPage("popup.html");
    await composer.bringToFront();
    await fillInTab(composer, "textarea", "Allowed again");
    await pressInTab(composer, "Post");
    await composer.waitForSelector('[role="alert"][data-code="x-not-allowed"]');
    // Nothing was sent, so nothing has to be looked for.
    expect(operations()).toEqual(["uploadImage"]);
    await pressInTab(composer, "Allow this site");
    await allow("https://api.x.com/*");
    await waitInTab(
      composer,
      "the error to go",
      () => document.querySelectorAll('[role="alert"]').length === 0,
    );
    await waitUntil("the post at X", () => x.posts.length > 0);
    expect(x.posts.map((sent) => sent.body)).toMatchObject([{ text: "Allowed again" }]);
    await composer.close();
  });

  for (const [name, mediaType] of [
    ["svg", "image/png"],
    ["avif", "image/png"],
    ["heic", "image/png"],
    ["jxl", "image/png"],
    ["webm", "video/mp4"],
  ] as const) {
    it(`${name} becomes ${mediaType}`, async () => {
      proves("Firefox", name);
      await world.tweet(name);
      await post(`From ${name}`);
      expect(world.x.allMedia()).toMatchObject([{ mediaType }]);
    });
  }

  const hostile: readonly (readonly [string, "image" | "video", () => Uint8Array])[] = [
    ["laughs.svg", "image", buildLaughs],
    ["overpainted.svg", "image", buildOverpainted],
    ["masks.svg", "image", buildMasks],
    ["filters.svg", "image", buildFilters],
    ["width.svg", "image", buildLongWidth],
    ["attribute.m3u8", "video", buildLongAttribute],
    ["branches.tiff", "image", buildBranchingTiff],
    ["bomb.tiff", "image", () => buildDeflateTiff(10, 10, 200_000_000)],
  ];
  it.each(someOf(hostile, ([name]) => name, ["bomb.tiff"]))(
    "%s, made to hang its reader, ends within 15 seconds",
    async (...file) => {
      const [name, element, build] = file;
      const { gallery, popup, tweet } = world;
      gallery.offer(name, "application/octet-stream", build());
      await tweet(`made-${element}`, `?file=${name}`);
      await popup.waitFor('.media-item:is([data-state="ready"], [data-state="failed"])');
      await popup.press("Remove");
      await popup.close();
    },
  );

  it("several pictures of a page are picked at once, a canvas and a closed shadow tree included", async () => {
    proves("Firefox", "page-media");
    const { gallery, openPopup, popup, visit, x } = world;
    const page = await visit("hidden-media");
    await waitUntil("the drawing to be painted", async () => (await page.title()) === "painted");
    await openPopup();
    await popup.press("Media on this page");
    for (const name of ["In the shadow", "A drawn square", "Firs"]) {
      await popup.click(`input[aria-label^="${name}"]`);
    }
    await popup.press("Add to post");
    await post("Three of a page");
    expect(x.posts[0]?.mediaIds.map((id) => x.media(id)?.altText)).toEqual([
      "In the shadow",
      "A drawn square",
      "Firs",
    ]);
    expect(x.allMedia().map(({ sha256 }) => sha256)).toContain(
      gallery.sha256Of("/media/forest.webp"),
    );
  });

  it("signing in is ended with the pasted address, where the browser does not see it", async () => {
    proves("Firefox", "pasted-redirect");
    const { firefox, options, x } = world;
    x.change({ consent: "ask" });
    await options.bringToFront();
    await pressInTab(options, "Sign out");
    await pressInTab(options, "Sign in with X");
    const consent = await waitUntil("the window of X", async () =>
      (await firefox.browser.pages()).find((page) =>
        page.url().startsWith("https://x.com/i/oauth2/authorize"),
      ),
    );
    // Behind the window of X nothing is painted, for which a locator would wait.
    await options.$eval(
      'input[type="url"]',
      (box, address) => {
        (box as HTMLInputElement).value = address;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      },
      await readRedirect(x, consent.url()),
    );
    await options.$eval('input[type="url"] + button', (button) => {
      (button as HTMLButtonElement).click();
    });
    await waitUntil("the account to be shown", () =>
      options.evaluate(() => document.body.innerText.includes("@local_account")),
    );
    await consent.close();
  });

  it("a picture on a page of this computer is refused by name, without a question: Firefox lets no extension read it", async () => {
    proves("Firefox", "local-page");
    const local = makeLocalPage();
    try {
      await world.tweetOn(local.address);
      await world.meetPopup();
      await world.popup.waitFor('[role="alert"][data-code="file-unreadable"]');
      expect(await world.mayRead("file:///*")).toBe(false);
    } finally {
      local.remove();
    }
  });

  // The last one: no script can close the sidebar.
  it("the sidebar opens by its key, and shows what a right click brings, while no popup opens", async () => {
    const { display, options, popup, tweet, visit } = world;
    if ((await popup.text()) !== "") await popup.close();
    await visit("gif");
    const findInSidebar = (selector: string) =>
      options.evaluate(
        (selector) =>
          browser.extension
            .getViews({ type: "sidebar" })
            .some((view) => view.document.querySelector(selector) !== null),
        selector,
      );
    await display.xdotool("key", "alt+z");
    await waitUntil("the sidebar", () => findInSidebar("#panel-compose"));
    await tweet("same-origin-image");
    await waitUntil("the picture in it", () => findInSidebar(".media-item img"));
    expect(await popup.text()).toBe("");
  });
});
