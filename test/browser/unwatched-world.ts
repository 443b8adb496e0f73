import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { XServer } from "../x-server/x-server";
import { EXTENSION_DIR, type ExtensionWorld, startExtensionWorld } from "./extension-world";
import { launchUndebugged } from "./harness/launch-undebugged";
import { searchWindows, visibleWindows } from "./harness/visible-windows";
import { waitUntil } from "./harness/wait-until";

/*
 * Chromium ends a worker after 30 s without an event, but not while a debugger looks on. Here none
 * does: the browser is driven by pointer and keyboard alone, and only X tells what happened.
 */

/** A world whose browser was signed in and closed, and opens again without a debugger. */
export interface UnwatchedWorld extends Pick<ExtensionWorld, "x" | "gallery"> {
  /**
   * Has a person post the gallery's large video with its query ("?bytes=…") and the text; resolves
   * when X has made the post, rejects when it has not within the time.
   */
  postLargeVideo(query: string, text: string, withinMs: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * So much of a slow upload takes seconds, in which the popup has come and its text box has the focus, on a
 * busy machine too: what is typed before is lost.
 */
const UNDER_WAY_BYTES = 1_000_000;

/** Starts X and the gallery, signs in, and closes the browser that was needed for it. */
export async function startUnwatchedWorld(): Promise<UnwatchedWorld> {
  const userDataDir = mkdtempSync(join(tmpdir(), "natural-life-"));
  const world = await startExtensionWorld({ launch: { userDataDir } });
  await world.signIn();
  await world.browser.context.close();
  // A browser that starts while the profile is still locked hands over to the dying one and exits.
  await waitUntil(
    "the profile to be free",
    () => !readdirSync(userDataDir).includes("SingletonLock"),
  );
  const { x, gallery, display } = world;

  return {
    x,
    gallery,
    async postLargeVideo(query, text, withinMs) {
      const deadlineMs = performance.now() + withinMs;
      const browser = await launchUndebugged({
        extensionDir: EXTENSION_DIR,
        userDataDir,
        display,
        resolve: world.resolve,
        url: gallery.constructUrl("large-video", query),
      });
      try {
        await chooseTweetThisVideo(world, `/large/video.mp4${query}`);
        await waitUntil(
          "the upload to be under way",
          () => sentBytes(x.log) > UNDER_WAY_BYTES,
          60_000,
        );
        // The browser's window and the popup, whose text box has the focus.
        await waitUntil(
          "the popup to be open",
          async () => (await visibleWindows(display)).length >= 2,
          30_000,
        );
        await display.xdotool("type", "--delay", "30", text);
        await display.xdotool("key", "ctrl+Return");
        await x.waitForLog(
          ({ operation, outcome }) => operation === "createPost" && outcome === "answered",
          deadlineMs - performance.now(),
        );
      } finally {
        await browser.close();
      }
    },
    async close() {
      await world.close();
      rmSync(userDataDir, { recursive: true, force: true });
    },
  };
}

function sentBytes(log: XServer["log"]): number {
  return log
    .filter(({ operation }) => operation === "append")
    .reduce((sum, { requestBytes }) => sum + requestBytes, 0);
}

async function chooseTweetThisVideo(world: ExtensionWorld, file: string): Promise<void> {
  const { display, x } = world;
  await waitUntil("the browser's window", async () => {
    const [found] = await searchWindows(display, "--name", "Chromium");
    return found !== "";
  });
  await waitUntil(
    "the video to be shown",
    async () => {
      if (await isAskedForSoon(world, file)) return true;
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
      // A page that has just opened may miss a click. A second one too soon would close the popup.
      await display.xdotool("mousemove", "120", "150", "click", "3");
      await display.xdotool("key", "--delay", "150", "Up", "Up", "Return");
      return x
        .waitForLog((entry) => entry.operation === "initialize", 12_000)
        .then(
          () => true,
          () => false,
        );
    },
    60_000,
  );
}

function isAskedForSoon({ gallery }: ExtensionWorld, file: string): Promise<boolean> {
  return waitUntil(
    "the video to be asked for",
    () => gallery.requests.some((request) => request.path === file),
    5_000,
  ).catch(() => false);
}
