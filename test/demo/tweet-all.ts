import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ComposerPage } from "../browser/composer-page";
import type { VirtualDisplay } from "../browser/harness/virtual-display";
import type { Album } from "./album";
import type { ChooseTweet } from "./choose-tweet";
import type { DemoWorld } from "./demo-world";
import { enterClientId } from "./enter-client-id";
import { capturePopupOverPage, paintReadmePicture } from "./readme-picture";
import type { ExpectedPost } from "./received-post";
import { step } from "./step";
import { tweetClip } from "./tweet-clip";

const IMAGE_PATH = "/media/harbor.jpg";
/** Five and a half segments: enough to see an upload in its middle. */
const VIDEO_QUERY = "?bytes=5767168";

const IMAGE_TEXT = "First boat in, last light out.";
const VIDEO_TEXT = "The lighthouse, four seconds of every night.";

/**
 * Posts an image, a video and a part of what a player plays as a person would: client id, right click, sign-in,
 * text, Post. On the way it takes pictures of every stage.
 *
 * @returns what the local X must have received, in order
 */
export async function tweetAll(
  world: DemoWorld,
  choose: ChooseTweet,
  album: Album,
  display: VirtualDisplay | null,
): Promise<ExpectedPost[]> {
  await step("Enter the client id in the options", async () => {
    const options = await enterClientId(world);
    await album.take(options, "options");
    await options.close();
  });
  await step("Capture an image, sign in and post it", () =>
    tweetImage(world, choose, album, display),
  );
  await step("Capture a video and post it while it uploads", () =>
    tweetVideo(world, choose, album),
  );
  const clip = await step("Post two seconds of what a player plays", () =>
    tweetClip(world, choose, album),
  );
  return [
    { text: IMAGE_TEXT, category: "tweet_image", sha256: world.gallery.sha256Of(IMAGE_PATH) },
    {
      text: VIDEO_TEXT,
      category: "tweet_video",
      sha256: world.gallery.sha256Of(`/large/video.mp4${VIDEO_QUERY}`),
    },
    clip,
  ];
}

async function tweetImage(
  { browser, gallery }: DemoWorld,
  choose: ChooseTweet,
  album: Album,
  display: VirtualDisplay | null,
): Promise<void> {
  const page = await browser.context.newPage();
  await page.goto(gallery.origin, { waitUntil: "load" });
  await choose(page, page.locator(`img[src="${IMAGE_PATH}"]`));
  const composer = new ComposerPage(await browser.realPopup());
  await composer.media.first().waitFor();
  await album.take(composer.page, "signed-out");
  await composer.signIn();
  await composer.text.fill(IMAGE_TEXT);
  await composer.mediaIn("ready").waitFor();
  await album.take(composer.page, "composing");
  await display?.screenshot(join(album.folder, "screen.png"));
  const together = await capturePopupOverPage(page, composer.page);
  await composer.post.click();
  await composer.reaches("posted");
  await album.take(composer.page, "posted");
  await composer.page.close();
  await page.close();
  await writeFile(
    join(album.folder, "screenshot.png"),
    await paintReadmePicture(browser.context, together),
  );
}

async function tweetVideo(
  { browser, gallery, x }: DemoWorld,
  choose: ChooseTweet,
  album: Album,
): Promise<void> {
  // Held in the middle of the upload and of X's work on it, for as long as a picture takes.
  const upload = x.hold({ operation: "append", segmentIndex: 3 });
  x.change({ processing: [{ state: "in_progress", checkAfterSecs: 1, progressPercent: 40 }] });

  const page = await browser.context.newPage();
  await page.goto(gallery.constructUrl("large-video", VIDEO_QUERY));
  await choose(page, page.locator("video"));
  const composer = new ComposerPage(await browser.realPopup());
  await composer.text.fill(VIDEO_TEXT);
  await upload.reached;
  await album.take(composer.page, "uploading");
  await composer.post.click();
  upload.release();

  const { mediaId } = await x.waitForLog(
    ({ operation, outcome }) => operation === "status" && outcome === "answered",
    30_000,
  );
  await album.take(composer.page, "processing");
  if (mediaId !== undefined) {
    x.changeProcessing(mediaId, [{ state: "succeeded", progressPercent: 100 }]);
  }
  await (await composer.activity("posted")).nth(1).waitFor();
  await album.take(composer.page, "two-posted");
  await composer.page.close();
  await page.close();
}
