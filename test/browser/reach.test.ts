import { afterAll, describe, expect, it } from "vitest";
import type { Locator, Page } from "playwright-core";
import { atOnceProcessing } from "../x-server/processing-clock";
import { proves } from "./proves";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { makeLocalPage } from "./local-page";
import { ReachTable } from "./reach-table";
import { waitUntil } from "./harness/wait-until";
import { itOfAll, someOf } from "./some-of";

const world = useExtensionWorld({
  settings: { processing: atOnceProcessing },
  // Protected video plays on secure pages only.
  own: {
    launch: { extraArgs: ["--unsafely-treat-insecure-origin-as-secure=http://gallery.test"] },
  },
});
const table = new ReachTable();

afterAll(() => {
  table.print();
});

async function tweetFrom(page: Page, media: Locator): Promise<ComposerPage> {
  await world.tweet(page, media);
  return world.composerPopup();
}

async function capture(construct: string, query?: string) {
  const { page, media } = await world.visit(construct, query);
  return table.note(construct, await tweetFrom(page, media), world);
}

const sha = (path: string) => world.gallery.sha256Of(path);

describe("the best version that a page lists", () => {
  const versions: readonly (readonly [string, string])[] = [
    ["srcset-image", "/media/harbor.jpg"],
    ["picture-image", "/media/dunes.png"],
    ["lazy-image", "/media/harbor.jpg"],
    // The larger ones that are listed cannot be had, or not be posted as they are.
    ["srcset-broken", "/media/harbor.jpg"],
  ];
  const some = ["srcset-image", "srcset-broken"];
  it.each(someOf(versions, ([construct]) => construct, some))(
    "of %s is %s",
    async (construct, file) => {
      if (construct === "srcset-broken") {
        world.gallery.serveInstead("/media/kite.svg", "/broken/empty.jpg");
      }
      expect(await capture(construct)).toMatchObject({ error: null, sha256: sha(file) });
    },
  );

  itOfAll("of a video may be one that is converted first", async () => {
    expect(await capture("webm-first")).toMatchObject({ error: null, mediaType: "video/mp4" });
  });

  it("on a site that is not allowed is named, and the stand-in is not posted", async () => {
    const { page, media } = await world.visit("lazy-elsewhere", "?host=lazy.test");
    const composer = await tweetFrom(page, media);
    expect(await table.note("lazy-elsewhere", composer, world)).toMatchObject({
      error: "permission-refused",
    });
    const alert = composer.mediaIn("failed").getByRole("alert");
    await expect.poll(() => alert.locator("p").first().innerText()).toMatch(/lazy\.test/);
    expect(world.x.allMedia()).toEqual([]);
  });
});

describe("in trees and frames of their own", () => {
  itOfAll("an image in an open shadow tree brings its alt text along", async () => {
    const { page, media } = await world.visit("shadow-image");
    const composer = await tweetFrom(page, media);
    expect(await table.note("shadow-image", composer, world)).toMatchObject({
      error: null,
      sha256: sha("/media/harbor.jpg"),
    });
    const altText = composer.media.getByRole("textbox", { name: "Alt text" });
    await expect.poll(() => altText.inputValue()).toBe("A harbor at dusk");
  });

  it("an image in a closed one is read even where the browser does not tell its address", async () => {
    const page = await world.browser.context.newPage();
    await page.goto(world.gallery.constructUrl("closed-shadow-image"));
    await page.locator("footer").waitFor({ state: "attached" });
    const composer = await tweetFrom(page, page.locator("#host"));
    expect(await table.note("closed-shadow-image", composer, world)).toMatchObject({
      error: null,
      sha256: sha("/large/photo.jpg?bytes=3000000"),
    });
  });

  itOfAll("an image in a sandboxed frame", async () => {
    const { page } = await world.visit("sandboxed-frame");
    const composer = await tweetFrom(page, page.frameLocator("iframe").locator("img"));
    expect(await table.note("sandboxed-frame", composer, world)).toMatchObject({
      error: null,
      sha256: sha("/media/harbor.jpg"),
    });
  });

  itOfAll("an image in a tab of its own", async () => {
    const page = await world.browser.context.newPage();
    await page.goto(`${world.gallery.origin}/media/dunes.png`);
    const composer = await tweetFrom(page, page.locator("img"));
    expect(await table.note("image in its own tab", composer, world)).toMatchObject({
      error: null,
      sha256: sha("/media/dunes.png"),
    });
  });

  it("an image on a page of this computer", async () => {
    proves("Chromium", "local-page");
    const local = makeLocalPage();
    try {
      const page = await world.browser.context.newPage();
      await page.goto(local.address);
      const composer = await tweetFrom(page, page.locator("img"));
      expect(await table.note("file: page", composer, world)).toMatchObject({
        error: null,
        sha256: sha("/media/harbor.jpg"),
      });
    } finally {
      local.remove();
    }
  });
});

describe("a video in pieces", () => {
  const streams = [
    "stream-pieces",
    "stream-qualities",
    "stream-packets",
    "stream-live",
    "stream-apart",
    "stream-wrap",
    "stream-fed",
    "stream-fed-dash",
  ];
  const some = ["stream-apart", "stream-fed-dash"];
  it.each(someOf(streams, String, some))("%s is one film when put together", async (name) => {
    expect(await capture(name)).toMatchObject({
      error: null,
      mediaType: "video/mp4",
      category: "tweet_video",
    });
  });

  it("that hls.js plays, its sound apart, is one film", async () => {
    const { page } = await world.visit("player", "?with=hls&list=/apart/sound.m3u8");
    const playing = page.locator("video[data-playing]");
    await playing.waitFor();
    expect(await table.note("hls.js", await tweetFrom(page, playing), world)).toMatchObject({
      error: null,
      mediaType: "video/mp4",
      category: "tweet_video",
    });
  });

  it("is posted with another of its sounds, and its own subtitles, by the time of the film", async () => {
    const sound = (language: string, name: string) =>
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="s",LANGUAGE="${language}",NAME="${name}",URI="/apart/media_1.m3u8?${language}"`;
    const files = {
      "several/list.m3u8": `#EXTM3U
${sound("en", "English")}
${sound("fr", "Français")}
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="w",LANGUAGE="fr",NAME="Français",URI="words.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=53819,RESOLUTION=320x180,CODECS="avc1.4d4015,mp4a.40.2",AUDIO="s",SUBTITLES="w"
/apart/media_0.m3u8`,
      "several/words.m3u8": "#EXTM3U\n#EXTINF:4,\nwords.vtt\n#EXT-X-ENDLIST",
      "several/words.vtt":
        "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:10.000\n\n00:01.000 --> 00:02.000\nBonjour",
    };
    for (const [name, text] of Object.entries(files)) {
      world.gallery.offer(name, "text/plain", new TextEncoder().encode(text));
    }
    const { page } = await world.visit("player", "?with=hls&list=/made/several/list.m3u8");
    const playing = page.locator("video[data-playing]");
    await playing.waitFor();
    const composer = await tweetFrom(page, playing);
    await composer.mediaIn("ready").waitFor();
    const choice = composer.page.getByRole("combobox", { name: "Sound" });
    expect(await choice.inputValue()).toBe("en/English");
    world.gallery.clearRequests();
    await choice.selectOption({ label: "Français" });
    await waitUntil("the other sound", () =>
      Promise.resolve(world.gallery.requests.some(({ path }) => path.includes("media_1.m3u8?fr"))),
    );
    const ready = composer.mediaIn("ready");
    await ready.waitFor();
    await ready.getByText("Advanced").click();
    await composer.page
      .getByRole("combobox", { name: "Subtitles of the stream" })
      .selectOption({ label: "Français" });
    await composer.page.getByRole("button", { name: "Remove subtitles" }).waitFor();
    expect(await composer.page.getByLabel("Language of the subtitles").inputValue()).toBe("FR");
    await composer.writeAndPost("In French");
    const posted = await waitUntil("X to have the post", () => world.x.posts[0]);
    expect(world.x.media(posted.mediaIds[0] ?? "")?.subtitles).toMatchObject([
      {
        language: "FR",
        // The first frame of this film is shown 21 ms after its clock's zero.
        text: expect.stringContaining("00:00:00.979 --> 00:00:01.979\nBonjour"),
      },
    ]);
  });

  const guarded = ["stream-encrypted", "protected-video"];
  it.each(someOf(guarded, String, ["protected-video"]))(
    "%s: protected-video",
    async (construct) => {
      const error = "protected-video";
      expect(await capture(construct)).toMatchObject({ error });
    },
  );
});

describe("a redirect to another site", () => {
  it("is refused with that site's name, which is then allowed in one click", async () => {
    const { page, media } = await world.visit("cross-origin-redirect", "?host=moved.test");
    await world.tweet(page, media);
    await world.answerPrompt("allow");
    const popup = await world.composerPopup();
    expect(await table.note("cross-origin-redirect", popup, world)).toMatchObject({
      error: "redirect-refused",
    });
    await popup.page.close();
    const composer = await world.openComposer();
    const failed = composer.mediaIn("failed");
    await expect
      .poll(() => failed.getByRole("alert").locator("p").first().innerText())
      .toBe("moved.test passes the request on to archive.test, which the browser may not read.");
    await failed.getByRole("button", { name: "Allow this site" }).click();
    await world.answerPrompt("allow");
    await composer.mediaIn("ready").waitFor();
    expect(await table.note("… and allowed", composer, world)).toMatchObject({
      error: null,
      sha256: sha("/media/harbor.jpg"),
    });
  });

  itOfAll("of the page's own picture is followed where the other site is allowed", async () => {
    // archive.test, since the test before.
    expect(await capture("redirect-elsewhere")).toMatchObject({
      error: null,
      sha256: sha("/media/harbor.jpg"),
    });
  });
});

describe("what was allowed", () => {
  itOfAll("stands in the options, and is taken back there, at once", async () => {
    const options = await world.browser.openPage("options.html");
    const row = options.getByRole("listitem").filter({ hasText: "archive.test" });
    await row.getByRole("button", { name: "Remove access" }).click();
    await row.waitFor({ state: "detached" });

    const { page, media } = await world.visit("redirect-elsewhere");
    const popup = await tweetFrom(page, media);
    const { error } = await table.note("redirect, taken back", popup, world);
    expect(["redirect-refused", "redirect-hidden"]).toContain(error);
    await popup.page.close();

    const composer = await world.openComposer();
    await composer.mediaIn("failed").getByRole("button", { name: "Allow all sites" }).click();
    await world.answerPrompt("allow");
    await composer.mediaIn("ready").waitFor();
    expect(world.x.allMedia().at(-1)?.sha256).toBe(sha("/media/harbor.jpg"));

    const all = options.getByRole("checkbox", { name: "Allow all sites" });
    await waitUntil("the options to show it", () => all.isChecked());
    await options.bringToFront();
    await all.click();
    await waitUntil("the options to show it", async () => !(await all.isChecked()));
    const worker = await world.browser.worker();
    expect(
      await worker.evaluate("chrome.permissions.contains({ origins: ['http://archive.test/*'] })"),
    ).toBe(false);
  });
});
