import type { Browser } from "wxt/browser";
import { readStore } from "../bench/extension-store";
import { describe, expect, it } from "vitest";
import type { OperationName } from "../x-server/operation";
import { failingProcessing, usualProcessing } from "../x-server/processing-clock";
import { proves } from "./proves";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";
import { itOfAll, someOf } from "./some-of";

/** What the worker calls the browser's own interface. */
declare const chrome: typeof Browser;

const world = useExtensionWorld();

const operations = (): OperationName[] => world.x.log.map((entry) => entry.operation);
const count = (operation: OperationName) =>
  operations().filter((seen) => seen === operation).length;

/** Right-clicks the picture of a page of the gallery and opens the composer in a tab. */
async function tweet(construct: string, query?: string): Promise<ComposerPage> {
  const { page, media } = await world.visit(construct, query);
  await world.tweet(page, media);
  const popup = await world.browser.realPopup();
  await popup.close();
  const composer = await world.openComposer();
  await composer.media.first().waitFor();
  return composer;
}

describe("the log at X", () => {
  it("of an image is one upload call, its alt text and one post, without a poll", async () => {
    proves("Chromium", "image");
    const composer = await tweet("same-origin-image");
    await composer.mediaIn("ready").waitFor();
    await composer.writeAndPost("Boats at dusk");
    await composer.reaches("posted");

    expect(operations()).toEqual(["uploadImage", "metadata", "createPost"]);
    expect(world.x.posts.map((post) => post.body)).toMatchObject([{ text: "Boats at dusk" }]);
    expect(world.x.allMedia()[0]).toMatchObject({
      altText: "A harbor at dusk",
      sha256: world.gallery.sha256Of("/media/harbor.jpg"),
    });
    const link = (await composer.activity("posted")).getByRole("link", { name: "View post" });
    expect(await link.getAttribute("href")).toContain(`/status/${world.x.posts[0]?.id}`);
  });

  it("of a video is initialize, every segment once, finalize, unhurried polls and one post", async () => {
    proves("Chromium", "video");
    world.x.change({ processing: usualProcessing });
    const path = "/large/video.mp4?bytes=5400000";
    const composer = await tweet("large-video", "?bytes=5400000");
    await composer.media.getByRole("textbox", { name: "Alt text" }).fill("A lighthouse");
    await composer.writeAndPost("The light");
    await composer.reaches("posted");

    const polls = operations().filter((operation) => operation === "status");
    const appends = operations().filter((operation) => operation === "append");
    expect(operations()).toEqual([
      "initialize",
      ...appends,
      "finalize",
      ...polls,
      "metadata",
      "createPost",
    ]);
    expect(polls.length).toBeGreaterThan(0);
    expect(world.x.log.filter((entry) => entry.early)).toEqual([]);
    expect(world.x.allMedia()[0]).toMatchObject({
      category: "tweet_video",
      segments: Object.fromEntries(appends.map((_, index) => [index, 1])),
      sha256: world.gallery.sha256Of(path),
      altText: "A lighthouse",
    });
  });

  it("of a GIF is a segmented upload as tweet_gif", async () => {
    proves("Chromium", "gif");
    const composer = await tweet("gif");
    await composer.writeAndPost("Waves");
    await composer.reaches("posted");
    expect(world.x.allMedia()[0]).toMatchObject({
      category: "tweet_gif",
      sha256: world.gallery.sha256Of("/media/waves.gif"),
    });
  });

  itOfAll("of a video sent as an amplified one with owners names both", async () => {
    const composer = await tweet("video");
    await composer.mediaIn("ready").waitFor();
    await composer.media.getByText("Advanced").click();
    await composer.media.getByRole("combobox", { name: "Category" }).selectOption("amplify_video");
    const owners = composer.media.getByRole("textbox", { name: "Additional owners" });
    await owners.fill("12, 345");
    await owners.blur();
    await world.x.waitForLog((entry) => entry.operation === "initialize" && entry.status === 200);
    await waitUntil("the upload with both options", () =>
      world.x
        .allMedia()
        .some((media) => media.category === "amplify_video" && media.additionalOwners.length === 2),
    );
    await composer.mediaIn("ready").waitFor();
    await composer.writeAndPost("Amplified");
    await composer.reaches("posted");
    expect(world.x.allMedia().at(-1)).toMatchObject({
      category: "amplify_video",
      additionalOwners: ["12", "345"],
    });
  });
});

describe("the toolbar badge", () => {
  const badge = async () => {
    const worker = await world.browser.worker();
    return worker.evaluate(() => chrome.action.getBadgeText({}));
  };

  itOfAll("shows the progress of an upload, and nothing when there is nothing to do", async () => {
    // All segments but the fourth go up; how large that is depends on the link.
    const totalBytes = 5_400_000;
    const held = world.x.hold({ operation: "append", segmentIndex: 3 });
    const composer = await tweet("large-video", `?bytes=${totalBytes}`);
    await held.reached;
    const missing = world.x.log.find(({ segmentIndex }) => segmentIndex === 3);
    const percent = 100 * (1 - (missing?.requestBytes ?? 0) / totalBytes);
    await expect
      .poll(async () => Math.abs(Number.parseInt(await badge(), 10) - percent), { timeout: 10_000 })
      .toBeLessThanOrEqual(1);
    expect(percent).toBeLessThan(95);
    held.release();
    await composer.mediaIn("ready").waitFor();
    await expect.poll(badge, { timeout: 10_000 }).toBe("");
  });

  itOfAll("calls the person when something waits for them", async () => {
    const composer = await tweet("html-behind-jpg");
    await composer.mediaIn("failed").waitFor();
    await expect.poll(badge, { timeout: 10_000 }).toBe("!");
    await composer.media.getByRole("button", { name: "Remove" }).click();
    await expect.poll(badge, { timeout: 10_000 }).toBe("");
  });
});

describe("the composer", () => {
  itOfAll("uploads while the person still writes", async () => {
    const composer = await tweet("same-origin-image");
    await composer.mediaIn("ready").waitFor();
    expect(count("uploadImage")).toBe(1);
    expect(count("createPost")).toBe(0);
    await composer.reaches("draft");
  });

  itOfAll("posts with Ctrl+Enter", async () => {
    const composer = await tweet("same-origin-image");
    await composer.text.fill("By keyboard");
    await composer.text.press("Control+Enter");
    await composer.reaches("posted");
    expect(world.x.posts).toHaveLength(1);
  });

  it("keeps every keystroke when it is closed", async () => {
    const composer = await tweet("same-origin-image");
    await composer.text.pressSequentially("Half a sen");
    await composer.page.close();
    const again = await world.openComposer();
    await again.media.first().waitFor();
    await expect.poll(() => again.text.inputValue()).toBe("Half a sen");
  });

  itOfAll("says what a post costs, and that a link makes it dearer", async () => {
    const composer = await tweet("same-origin-image");
    // The post and its alt text, as one sum; its parts on demand.
    await composer.page.getByRole("button", { name: "About $0.02" }).click();
    await composer.page.getByText("Post: $0.015").waitFor();
    await composer.page.getByText("Alt text: $0.005").waitFor();
    await composer.text.fill("See example.com");
    await composer.page.getByRole("button", { name: "About $0.205" }).waitFor();
    await composer.page.getByText("$0.02 without the link").waitFor();
    await composer.page.getByRole("button", { name: "Remove link" }).click();
    await expect.poll(() => composer.text.inputValue()).toBe("See");
  });

  itOfAll("takes a second image into the draft and posts both in order", async () => {
    await tweet("same-origin-image");
    const composer = await tweet("webp");
    await waitUntil(
      "two ready images",
      async () => (await composer.mediaIn("ready").count()) === 2,
    );
    await composer.writeAndPost("Two");
    await composer.reaches("posted");
    const sent = world.x.posts[0]?.mediaIds.map((id) => world.x.media(id)?.sha256);
    expect(sent).toEqual([
      world.gallery.sha256Of("/media/harbor.jpg"),
      world.gallery.sha256Of("/media/forest.webp"),
    ]);
  });

  itOfAll("gives a GIF a draft of its own, since X takes no mix, and loses neither", async () => {
    await tweet("same-origin-image");
    const composer = await tweet("gif");
    await waitUntil(
      "two drafts",
      async () => (await (await composer.activity("draft")).count()) === 2,
    );
    await composer.open("Compose");
    await waitUntil("the one that is open", async () => (await composer.media.count()) === 1);
  });

  it("makes one post of clicks in two windows", async () => {
    const one = await tweet("same-origin-image");
    const two = await world.openComposer();
    await one.text.fill("Only once");
    await one.mediaIn("ready").waitFor();
    await two.mediaIn("ready").waitFor();
    // Both buttons are in hand before either is pressed: the first click takes the other away.
    const buttons = await Promise.all([one.post.elementHandle(), two.post.elementHandle()]);
    await Promise.all(
      buttons.map((button) => button?.evaluate((element) => (element as HTMLElement).click())),
    );
    await one.reaches("posted");
    expect(world.x.posts).toHaveLength(1);
  });
});

describe("closing and dying", () => {
  it("shows the true progress when the popup is closed and opened in mid-upload", async () => {
    const held = world.x.hold({ operation: "append", segmentIndex: 3 });
    const composer = await tweet("large-video", "?bytes=5400000");
    await composer.writeAndPost("Closed in between");
    await held.reached;
    await composer.page.close();

    const again = await world.openComposer();
    const item = await again.activity("publishing");
    await item.waitFor();
    const bar = item.getByRole("progressbar");
    await waitUntil(
      "more than half shown",
      async () => Number(await bar.getAttribute("aria-valuenow")) >= 50,
    );
    held.release();
    await again.reaches("posted");
    expect(world.x.posts).toHaveLength(1);

    // No composer has played it: its picture is drawn from the stored bytes, which go then.
    const picture = (await again.activity("posted")).locator(".activity-thumbnail img");
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);
    await expect.poll(() => storedChunks(again)).toBe(0);
  });

  it("goes on from the stored segments when the worker is stopped in mid-upload", async () => {
    proves("Chromium", "ended-upload");
    const held = world.x.hold({ operation: "append", segmentIndex: 2 });
    const composer = await tweet("large-video", "?bytes=5400000");
    await composer.writeAndPost("The worker died");
    await held.reached;
    // What is on its way when the worker ends may be sent twice: all but the one that is held have arrived.
    await waitUntil("the other segments to be stored as acknowledged", async () =>
      (await readStore(composer.page, "attachments")).some(
        (attachment) =>
          attachment.state === "uploading" &&
          [0, 1, 3, 4, 5].every((index) => attachment.session?.acknowledged.includes(index)),
      ),
    );
    await world.browser.stopWorker();
    held.release();
    const again = await world.openComposer();
    await again.reaches("posted", { timeout: 50_000 });
    expect(world.x.allMedia()).toHaveLength(1);
    const { segments, sha256 } = world.x.allMedia()[0] ?? {};
    expect(sha256).toBe(world.gallery.sha256Of("/large/video.mp4?bytes=5400000"));
    expect(segments).toMatchObject({ 0: 1, 1: 1, 3: 1, 4: 1, 5: 1 });
    expect(world.x.posts).toHaveLength(1);
  });
});

describe("cancelling", () => {
  const stages: readonly OperationName[] = [
    "initialize",
    "append",
    "finalize",
    "status",
    "metadata",
  ];

  for (const operation of someOf(stages, String, ["append"])) {
    it(`during ${operation} aborts the request and posts nothing`, async () => {
      const held = world.x.hold({ operation });
      const composer = await tweet("large-video", "?bytes=2400000");
      await composer.media.getByRole("textbox", { name: "Alt text" }).fill("A lighthouse");
      await composer.writeAndPost("Never");
      await held.reached;
      await (await composer.activity("publishing")).getByRole("button", { name: "Cancel" }).click();
      await composer.reaches("cancelled");
      await world.x.waitForLog(
        (entry) => entry.operation === operation && entry.outcome === "aborted",
      );
      await expect.poll(() => storedChunks(composer)).toBe(0);
      held.release();
      expect(world.x.posts).toHaveLength(0);
    });
  }

  itOfAll("of a draft in mid-capture stops the download", async () => {
    const composer = await tweet("slow-image", "?bytesPerSecond=4000");
    await composer.mediaIn("capturing").waitFor();
    await composer.media.getByRole("button", { name: "Remove" }).click();
    await composer.media.first().waitFor({ state: "detached" });
    await expect.poll(() => storedChunks(composer)).toBe(0);
    expect(count("uploadImage")).toBe(0);
  });
});

describe("what X refuses", () => {
  const refusals = [
    ["no-credits", 402, { title: "CreditsDepleted", type: "https://api.x.com/2/problems/credits" }],
    [
      "duplicate-post",
      403,
      {
        title: "Forbidden",
        detail: "You are not allowed to create a Tweet with duplicate content.",
      },
    ],
    [
      "refused",
      403,
      { title: "Forbidden", detail: "You are not permitted to perform this action." },
    ],
    ["not-enrolled", 403, { title: "Client Forbidden", reason: "client-not-enrolled" }],
    ["invalid-request", 400, { title: "Invalid Request", detail: "Something is wrong." }],
  ] as const;

  const some = ["no-credits"];
  for (const [code, status, body] of someOf(refusals, ([code]) => code, some)) {
    it(`is shown as ${code} with X's own words, and a retry posts once`, async () => {
      world.x.addFault({
        match: { operation: "createPost" },
        effect: { kind: "status", status, body },
      });
      const composer = await tweet("same-origin-image");
      await composer.writeAndPost(`Refused with ${code}`);
      const alert = (await composer.activity("failed")).getByRole("alert");
      await alert.waitFor();
      expect(await alert.getAttribute("data-code")).toBe(code);
      await alert.locator("summary").click();
      await alert.getByText(String(status)).first().waitFor();
      await (await composer.activity("failed")).getByRole("button", { name: "Retry" }).click();
      await composer.reaches("posted");
      expect(world.x.posts).toHaveLength(1);
      expect(count("uploadImage")).toBe(1);
    });
  }

  it("in processing is shown with code, name and message; converted, it goes up anew", async () => {
    world.x.change({
      processing: failingProcessing(usualProcessing, {
        code: 1,
        name: "InvalidMedia",
        message: "Unsupported pixel format",
      }),
    });
    const composer = await tweet("video");
    await composer.text.fill("Will fail");
    const alert = composer.alert("processing-failed");
    await alert.waitFor();
    await expect.poll(() => alert.innerText()).toContain("InvalidMedia");
    await expect.poll(() => alert.innerText()).toContain("Unsupported pixel format");
    await expect.poll(() => composer.text.inputValue()).toBe("Will fail");

    world.x.change({ processing: usualProcessing });
    await composer.media.getByRole("button", { name: "Convert and retry" }).click();
    await composer.mediaIn("ready").waitFor();
    await composer.post.click();
    await composer.reaches("posted");
    expect(count("initialize")).toBe(2);
  });

  itOfAll("for a moment only is repeated by itself", async () => {
    world.x.addFault({
      match: { operation: "append", segmentIndex: 1 },
      times: 2,
      effect: { kind: "status", status: 503, body: "" },
    });
    const composer = await tweet("large-video", "?bytes=2400000");
    await composer.writeAndPost("Held up");
    await composer.reaches("posted");
    expect(world.x.posts).toHaveLength(1);
  });
});

async function storedChunks(composer: ComposerPage): Promise<number> {
  return waitUntil("the store to be read", () =>
    composer.page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open("tweet-this-image");
          opening.addEventListener("error", () => reject(new Error(opening.error?.name)));
          opening.addEventListener("success", () => {
            const counting = opening.result.transaction("chunks").objectStore("chunks").count();
            counting.addEventListener("success", () => {
              opening.result.close();
              resolve(counting.result);
            });
          });
        }),
    ),
  );
}
