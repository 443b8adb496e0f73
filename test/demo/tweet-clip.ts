import { ComposerPage } from "../browser/composer-page";
import type { Album } from "./album";
import type { ChooseTweet } from "./choose-tweet";
import type { DemoWorld } from "./demo-world";
import type { ExpectedPost } from "./received-post";

/** The gallery's page on which hls.js plays a film of four seconds, its sound apart. */
const PLAYER_QUERY = "?with=hls&list=/apart/sound.m3u8&lang=en";

const TEXT = "Two seconds of it are enough.";

/** From 1.0 to 3.0 seconds. */
const EXPECTED: ExpectedPost = { text: TEXT, category: "tweet_video", durationMs: 2000 };

/** Posts two seconds of what a player plays, chosen by the handles of the strip. */
export async function tweetClip(
  { browser, gallery, x }: DemoWorld,
  choose: ChooseTweet,
  album: Album,
): Promise<ExpectedPost> {
  x.change({ processing: [{ state: "succeeded", progressPercent: 100 }] });
  const page = await browser.context.newPage();
  await page.goto(gallery.constructUrl("player", PLAYER_QUERY));
  const video = page.locator("video[data-playing]");
  await video.waitFor();
  await choose(page, video);
  const composer = new ComposerPage(await browser.realPopup());
  await composer.page.getByRole("slider", { name: "Clip start" }).press("Shift+ArrowRight");
  await composer.page.getByRole("slider", { name: "Clip end" }).press("Shift+ArrowLeft");
  // The handles' rest is over, and the part is cut.
  await composer.page.getByText(/Cut (?:exactly|at the key frame)/).waitFor();
  await composer.text.fill(TEXT);
  await composer.mediaIn("ready").waitFor();
  await album.take(composer.page, "clip");
  await composer.post.click();
  await (await composer.activity("posted")).nth(2).waitFor();
  await composer.page.close();
  await page.close();
  return EXPECTED;
}
