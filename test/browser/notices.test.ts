import { expect, it } from "vitest";
import type { ComposerPage } from "./composer-page";
import { waitUntil } from "./harness/wait-until";
import { itOfAll } from "./some-of";
import { useExtensionWorld } from "./use-extension-world";

const world = useExtensionWorld();

/** The notifications about ended posts that the system shows, by their ids. */
async function shownEnds(): Promise<string[]> {
  const worker = await world.browser.worker();
  const shown = await worker.evaluate<object>("chrome.notifications.getAll()");
  return Object.keys(shown).filter((id) => id.startsWith("post-end:"));
}

async function tweet(): Promise<ComposerPage> {
  const { page, media } = await world.visit("same-origin-image");
  await world.tweet(page, media);
  const popup = await world.composerPopup();
  await popup.mediaIn("ready").waitFor();
  return popup;
}

it("a notification says that a post is out once nobody looks on, and leads to it", async () => {
  const watched = await tweet();
  await watched.writeAndPost("Somebody looks");
  await watched.reaches("posted");
  await watched.page.close();
  expect(await shownEnds()).toEqual([]);

  const composer = await tweet();
  const held = world.x.hold({ operation: "createPost" });
  await composer.writeAndPost("Nobody looks");
  await held.reached;
  await composer.page.close();
  held.release();
  const id = await waitUntil("the notification", async () => (await shownEnds())[0]);
  const opened = world.browser.context.waitForEvent("page");
  const worker = await world.browser.worker();
  await worker.evaluate(`chrome.notifications.onButtonClicked.dispatch(${JSON.stringify(id)}, 0)`);
  await (await opened).waitForURL(/x\.com\/local_account\/status\/\d+/);
  await waitUntil("it to be gone", async () => (await shownEnds()).length === 0);
});

itOfAll("whether there are notifications is the person's choice, and is kept", async () => {
  const options = await world.browser.openPage("options.html");
  const box = options.getByRole("checkbox", { name: "Say when a post is out" });
  await box.uncheck();
  await options.reload();
  await waitUntil("the choice to be kept", async () => !(await box.isChecked()));
  await box.check();
});
