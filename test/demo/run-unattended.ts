import { join } from "node:path";
import { fileURLToPath } from "node:url";
import buildExtension from "../browser/build-extension";
import { ensureDesktopTools } from "../browser/harness/ensure-desktop-tools";
import { findBrowser } from "../browser/harness/find-browser";
import { startVirtualDisplay, type VirtualDisplay } from "../browser/harness/virtual-display";
import { Album } from "./album";
import { chooseByEvent, chooseForReal } from "./choose-tweet";
import { startDemoWorld } from "./demo-world";
import { describePost, findMismatch } from "./received-post";
import { DemoFailure, step, within } from "./step";
import { tweetAll } from "./tweet-all";

/** The whole run, once a browser is there; it takes a tenth of that on a laptop. */
const TIME_LIMIT_MS = 180_000;

const ALBUM_FOLDER = fileURLToPath(new URL("../../test-output/demo", import.meta.url));

/**
 * Does the main job by itself: captures an image, a video and a part of what a player plays, posts them to the local X, prints what
 * arrived there, and writes screenshots to `test-output/demo`.
 *
 * @throws `DemoFailure` with a sentence when anything differs from what was sent
 */
export async function runUnattended(): Promise<void> {
  const choice = await findBrowser();
  const display = canClickForReal() ? await startVirtualDisplay() : null;
  try {
    console.log(`The demo does it by itself, with ${choice.kind} ${choice.version}.`);
    await within(TIME_LIMIT_MS, postAndCheck(choice, display));
  } finally {
    await display?.close();
  }
}

/** A real right click needs a screen of our own; without one the click is an event. */
function canClickForReal(): boolean {
  try {
    ensureDesktopTools();
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.log(`${error.message} Without them the right click is simulated.`);
    return false;
  }
}

async function postAndCheck(
  choice: Parameters<typeof startDemoWorld>[0],
  display: VirtualDisplay | null,
): Promise<void> {
  await step("Build the extension", buildExtension);
  const world = await step("Start the local X, the gallery and the browser", () =>
    startDemoWorld(choice, display ?? "none", "allow"),
  );
  try {
    const choose = display === null ? chooseByEvent(world.browser) : chooseForReal(display);
    const album = new Album(ALBUM_FOLDER);
    const expected = await tweetAll(world, choose, album, display);
    console.log("\nThe local X received:");
    for (const post of world.x.posts) console.log(describePost(world.x, post));
    for (const [index, post] of expected.entries()) {
      const mismatch = await findMismatch(world.x, world.x.posts[index], post);
      if (mismatch !== null) throw new DemoFailure(mismatch);
    }
    if (world.x.posts.length !== expected.length) {
      throw new DemoFailure(
        `The local X received ${world.x.posts.length} posts instead of ${expected.length}.`,
      );
    }
    console.log(
      "\nEach post arrived once, the files with the hashes of their sources, the part as long as it was chosen.",
    );
    console.log(`Screenshots: ${join(album.folder, "/")}`);
  } finally {
    await world.close();
  }
}
