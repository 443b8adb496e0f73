import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EXTENSION_DIR, type ExtensionWorld, startExtensionWorld } from "./extension-world";
import { launchUndebugged } from "./harness/launch-undebugged";
import { waitUntil } from "./harness/wait-until";

/*
 * Chromium ends a worker after 30 s without an event, but not while a debugger looks on. Here none
 * does: the browser is driven by pointer and keyboard alone, and only X tells what happened.
 */

const VIDEO = "?bytes=3400000";
const FILE = `/large/video.mp4${VIDEO}`;

let world: ExtensionWorld;
let userDataDir: string;

beforeAll(async () => {
  userDataDir = mkdtempSync(join(tmpdir(), "natural-life-"));
  world = await startExtensionWorld({ launch: { userDataDir } });
  await world.signIn();
  await world.browser.context.close();
  // A browser that starts while the profile is still locked hands over to the dying one and exits.
  await waitUntil(
    "the profile to be free",
    () => !readdirSync(userDataDir).includes("SingletonLock"),
  );
});

afterAll(async () => {
  await world.close();
  rmSync(userDataDir, { recursive: true, force: true });
});

it(
  "a slow upload and a long processing, both longer than a worker lives, end as one post",
  { timeout: 300_000 },
  async () => {
    world.x.change({
      bandwidthBitsPerSecond: 600_000,
      processing: [
        { state: "in_progress", lastsMs: 64_000, checkAfterSecs: 65, progressPercent: 40 },
        { state: "succeeded", progressPercent: 100 },
      ],
    });
    const { display, gallery, x } = world;
    const browser = await launchUndebugged({
      extensionDir: EXTENSION_DIR,
      userDataDir,
      display,
      resolve: world.resolve,
      url: gallery.constructUrl("large-video", VIDEO),
    });
    try {
      await waitUntil("the browser's window", () =>
        // xdotool fails while it finds none.
        display.xdotool("search", "--onlyvisible", "--name", "Chromium").catch(() => undefined),
      );
      await waitUntil(
        "the video to be shown",
        async () => {
          if (await isAskedForSoon(world)) return true;
          // On a busy machine Chromium may drop the navigation that it was started with: the tab stays
          // empty, and a person loads it again.
          await display.xdotool("key", "F5");
          return false;
        },
        60_000,
      );
      await waitUntil(
        "the upload that follows the click",
        async () => {
          // A page that has just opened may miss a click; the next one is for the same video.
          await display.xdotool("mousemove", "120", "150", "click", "3");
          await display.xdotool("key", "--delay", "150", "Up", "Up", "Return");
          return x
            .waitForLog((entry) => entry.operation === "initialize", 4_000)
            .then(
              () => true,
              () => false,
            );
        },
        30_000,
      );
      // By then the popup is open and its text box has the focus.
      await x.waitForLog(
        (entry) => entry.operation === "append" && entry.outcome === "answered",
        60_000,
      );
      await display.xdotool("type", "--delay", "30", "Nobody looks on");
      await display.xdotool("key", "ctrl+Return");
      await x.waitForLog(
        (entry) => entry.operation === "createPost" && entry.outcome === "answered",
        270_000,
      );
    } finally {
      await browser.close();
    }
    expect(x.posts.map((post) => post.body)).toMatchObject([{ text: "Nobody looks on" }]);
    expect(x.allMedia()).toMatchObject([{ sha256: gallery.sha256Of(FILE) }]);
    expect(x.log.filter((entry) => entry.early)).toEqual([]);
  },
);

function isAskedForSoon({ gallery }: ExtensionWorld): Promise<boolean> {
  return waitUntil(
    "the video to be asked for",
    () => gallery.requests.some((request) => request.path === FILE),
    5_000,
  ).catch(() => false);
}
