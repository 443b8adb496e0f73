import { setTimeout as delay } from "node:timers/promises";
import buildExtension from "../browser/build-extension";
import { findBrowser } from "../browser/harness/find-browser";
import type { XServer } from "../x-server/x-server";
import { startDemoWorld } from "./demo-world";
import { enterClientId } from "./enter-client-id";
import { describePost } from "./received-post";
import { step } from "./step";

const WHAT_TO_DO = `
The gallery is open in the browser. Now it is your turn:
  1. Right-click a picture and choose “Tweet this image”, or the film and “Tweet this video”.
  2. Press “Sign in with X” and let the app in. This X runs on this machine only.
  3. Write something and press “Post”. A popup that has closed opens again with the extension's
     button, behind the puzzle piece in the toolbar.
Each post is printed here as the local X receives it. Ctrl+C or closing the browser ends the demo.
`;

const LOOK_EVERY_MS = 200;

/** A browser that was closed from outside still writes to its profile for a moment. */
const LAST_WRITES_MS = 500;

/** Opens everything on the person's own screen and prints each post until they have seen enough. */
export async function runGuided(): Promise<void> {
  const choice = await findBrowser();
  await step("Build the extension", buildExtension);
  const world = await step(`Start the local X, the gallery and ${choice.kind}`, () =>
    startDemoWorld(choice, "own", "ask"),
  );
  const over = new AbortController();
  world.browser.context.once("close", () => over.abort());
  try {
    const [first] = world.browser.context.pages();
    const options = await enterClientId(world);
    await options.close();
    const page = first ?? (await world.browser.context.newPage());
    await page.goto(world.gallery.origin);
    console.log(WHAT_TO_DO);
    await printPosts(world.x, over.signal);
  } catch (error) {
    // Whatever a closed browser no longer does is what the person asked for.
    if (!over.signal.aborted) throw error;
  } finally {
    await delay(LAST_WRITES_MS);
    await world.close();
  }
}

async function printPosts(x: XServer, signal: AbortSignal): Promise<void> {
  let printed = 0;
  while (!signal.aborted) {
    for (const post of x.posts.slice(printed)) console.log(describePost(x, post));
    printed = x.posts.length;
    await delay(LOOK_EVERY_MS);
  }
}
