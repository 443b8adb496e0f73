import { afterAll, describe, expect, it } from "vitest";
import type { Locator, Page } from "playwright-core";
import { atOnceProcessing } from "../x-server/processing-clock";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { nameOfTest, ReachTable } from "./reach-table";
import { waitUntil } from "./harness/wait-until";
import { itOfAll, someOf } from "./some-of";

const world = useExtensionWorld({ settings: { processing: atOnceProcessing }, own: {} });
const table = new ReachTable();

afterAll(() => {
  table.print();
});

/** Right-clicks the picture of a page of the gallery; the composer is a tab. */
async function capture(construct: string, query?: string): Promise<ComposerPage> {
  const { page, media } = await world.visit(construct, query);
  return captureFrom(page, media);
}

async function captureFrom(page: Page, media: Locator): Promise<ComposerPage> {
  await world.tweet(page, media);
  const popup = await world.composerPopup();
  await popup.page.close();
  const composer = await world.openComposer();
  await composer.media.first().waitFor();
  return composer;
}

/** A draft with a picture and a text, as they are to be found again after what goes wrong next. */
async function beginDraft(text: string): Promise<void> {
  const composer = await capture("same-origin-image");
  await composer.mediaIn("ready").waitFor();
  await composer.text.fill(text);
  await waitUntil("the text to be stored", async () =>
    (await (await composer.activity("draft")).innerText()).includes(text),
  );
  await composer.page.close();
}

/** The error in the media list, once it is there. */
async function shownError(composer: ComposerPage) {
  const alert = composer.mediaIn("failed").getByRole("alert");
  await alert.waitFor();
  await table.note(nameOfTest(), composer, world);
  return {
    code: await alert.getAttribute("data-code"),
    sentence: await alert.locator("p").first().innerText(),
    nextStep: await alert.locator("p").nth(1).innerText(),
    paragraphs: await alert.locator("p").count(),
  };
}

/** One sentence, which begins with a capital or with the site's name. */
const ONE_SENTENCE = /^(?:[A-Z]|gallery\.test)[^\n]*\.$/;

interface ErrorCase {
  readonly construct: string;
  readonly query?: string;
  readonly path: string;
  readonly code: string;
  readonly sentence: RegExp;
}

describe("an image that cannot be posted keeps the draft as it was, and a retry mends it", () => {
  const cases: readonly ErrorCase[] = [
    {
      construct: "html-behind-jpg",
      path: "/broken/html.jpg",
      code: "not-media",
      sentence: /web page instead of the file/,
    },
    {
      construct: "html-behind-jpg",
      query: "?cacheSecs=3600",
      path: "/broken/html.jpg?cacheSecs=3600",
      code: "not-media",
      sentence: /web page instead of the file/,
    },
    {
      construct: "empty-file",
      path: "/broken/empty.jpg",
      code: "empty-file",
      sentence: /is empty/,
    },
    {
      construct: "truncated-jpeg",
      path: "/broken/truncated.jpg",
      code: "truncated-file",
      sentence: /ends too early/,
    },
    {
      construct: "forbidden",
      path: "/broken/403.jpg",
      code: "source-forbidden",
      sentence: /^gallery\.test refused .*403/,
    },
    {
      construct: "missing",
      path: "/broken/404.jpg",
      code: "source-not-found",
      sentence: /^gallery\.test says .*404/,
    },
    {
      construct: "redirect-loop",
      path: "/broken/loop.jpg",
      code: "redirect-failed",
      sentence: /^gallery\.test passes the request on/,
    },
  ];

  const some = ["html-behind-jpg"];
  for (const row of someOf(cases, ({ construct, query = "" }) => construct + query, some)) {
    const { construct, query, path, code, sentence } = row;
    it(`${construct}${query ?? ""}: ${code}`, async () => {
      const text = `Beside ${construct}`;
      await beginDraft(text);
      const composer = await capture(construct, query);
      const error = await shownError(composer);
      expect(error).toMatchObject({ code, paragraphs: 2 });
      expect(error.sentence).toMatch(sentence);
      expect(error.sentence).toMatch(ONE_SENTENCE);
      expect(error.nextStep).toMatch(ONE_SENTENCE);
      await expect.poll(() => composer.text.inputValue()).toBe(text);
      await expect.poll(() => composer.mediaIn("ready").count()).toBe(1);

      world.gallery.serveInstead(path, "/media/forest.webp");
      await composer.mediaIn("failed").getByRole("button", { name: "Retry" }).click();
      await waitUntil(
        "both images to be ready",
        async () => (await composer.mediaIn("ready").count()) === 2,
      );
      expect(world.x.allMedia().map(({ sha256 }) => sha256)).toEqual(
        ["/media/harbor.jpg", "/media/forest.webp"].map(world.gallery.sha256Of),
      );
      await expect.poll(() => composer.text.inputValue()).toBe(text);
    });
  }
});

describe("a video that cannot be posted gets a draft of its own, and the other draft stays", () => {
  const cases = [
    { construct: "stream-encrypted", code: "protected-video", sentence: /protected/ },
  ] as const;

  for (const { construct, code, sentence } of cases) {
    it(`${construct}: ${code}`, async () => {
      const text = `Before ${construct}`;
      await beginDraft(text);
      const composer = await capture(construct);
      const error = await shownError(composer);
      expect(error).toMatchObject({ code, paragraphs: 2 });
      expect(error.sentence).toMatch(sentence);
      expect(error.nextStep).toMatch(/^Remove this/);

      await composer.mediaIn("failed").getByRole("button", { name: "Remove" }).click();
      await (await composer.activity("draft")).getByRole("button", { name: "Open" }).click();
      await composer.mediaIn("ready").waitFor();
      await expect.poll(() => composer.text.inputValue()).toBe(text);
    });
  }
});

describe("a site that may not be read", () => {
  it("is named, and `Allow this site` fetches the picture after all", async () => {
    await beginDraft("Beside a stranger");
    const { page, media } = await world.visit("cross-origin-image", "?host=far.test");
    await world.tweet(page, media);
    await world.answerPrompt("deny");
    const popup = await world.composerPopup();
    await popup.page.close();
    const composer = await world.openComposer();
    const error = await shownError(composer);
    expect(error).toMatchObject({ code: "permission-refused", paragraphs: 2 });
    expect(error.sentence).toMatch(/far\.test/);
    await expect.poll(() => composer.text.inputValue()).toBe("Beside a stranger");

    await composer.mediaIn("failed").getByRole("button", { name: "Allow this site" }).click();
    await world.answerPrompt("allow");
    await waitUntil(
      "both images to be ready",
      async () => (await composer.mediaIn("ready").count()) === 2,
    );
  });
});

describe("a download that is under way", () => {
  itOfAll("of a page's own picture ends at once when the picture is removed", async () => {
    await beginDraft("Stays");
    const page = await world.browser.context.newPage();
    await page.goto(world.gallery.constructUrl("slow-image", "?bytesPerSecond=4000"), {
      waitUntil: "commit",
    });
    const composer = await captureFrom(page, page.locator("img"));
    expect(await removeInMidDownload(composer)).toEqual(ONLY_THE_OTHER);
  });

  it("of another site's picture ends at once when the picture is removed", async () => {
    await beginDraft("Stays");
    const page = await world.browser.context.newPage();
    await page.goto(world.gallery.constructUrl("cross-origin-slow-image"), {
      waitUntil: "commit",
    });
    await world.tweet(page, page.locator("img"));
    await world.answerPrompt("allow");
    const popup = await world.composerPopup();
    await popup.page.close();
    expect(await removeInMidDownload(await world.openComposer())).toEqual(ONLY_THE_OTHER);
  });

  it("of a video without end shows what has come, and ends when it is removed", async () => {
    const composer = await capture("endless-video");
    const item = composer.mediaIn("capturing");
    await item.getByText(/\d MB$/).waitFor();
    await item.getByRole("button", { name: "Remove" }).click();
    await composer.media.first().waitFor({ state: "detached" });
    const download = world.gallery.requests.at(-1);
    await waitUntil("the download to end", () => download?.outcome !== "open");
    expect(download?.outcome).toBe("cut");
    await expect.poll(() => composer.countStored("chunks")).toBe(0);
  });

  itOfAll("ends with the tab, and says so", async () => {
    const page = await world.browser.context.newPage();
    await page.goto(world.gallery.constructUrl("slow-image", "?bytesPerSecond=4000"), {
      waitUntil: "commit",
    });
    const composer = await captureFrom(page, page.locator("img"));
    await composer.mediaIn("capturing").waitFor();
    await waitUntil("the download to begin", () => slowRequests().length === 2);
    await page.close();
    expect(await shownError(composer)).toMatchObject({ code: "page-closed", paragraphs: 2 });
  });

  const slowRequests = () =>
    world.gallery.requests.filter(({ path }) => path.startsWith("/slow/harbor.jpg"));

  /** Removes the picture while its bytes come in, and tells what is left of it. */
  async function removeInMidDownload(composer: ComposerPage) {
    const item = composer.mediaIn("capturing");
    await item.getByRole("progressbar").waitFor();
    // The first is the page's own.
    const download = await waitUntil("the download to begin", () => slowRequests()[1]);
    await waitUntil(
      "the first bytes to be shown",
      async () => Number(await item.getByRole("progressbar").getAttribute("aria-valuenow")) > 0,
    );
    await item.getByRole("button", { name: "Remove" }).click();
    await waitUntil("the item to be gone", async () => (await composer.media.count()) === 1);
    await waitUntil("the download to end", () => download.outcome !== "open");
    return {
      outcome: download.outcome,
      chunks: await composer.countStored("chunks"),
      uploads: world.x.allMedia().length,
      text: await composer.text.inputValue(),
    };
  }

  /** Of the picture that stays there is one chunk and one upload. */
  const ONLY_THE_OTHER = { outcome: "cut", chunks: 1, uploads: 1, text: "Stays" };
});
