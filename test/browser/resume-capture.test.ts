import { expect, it } from "vitest";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";
import { itOfAll } from "./some-of";

const BYTES = 6_000_000;
const QUERY = `?bytes=${BYTES}&bytesPerSecond=2000000&resumable=1`;
const FILE = `/large/video.mp4${QUERY}`;
const RUN_BYTES = 1024 * 1024;

const world = useExtensionWorld({ own: {} });

it("a capture goes on with the rest of the file after the worker has died", async () => {
  const composer = await captureInPart();
  await world.browser.stopWorker();
  // A popup that opens wakes the worker.
  await composer.page.reload();
  await composer.mediaIn("ready").waitFor({ timeout: 30_000 });

  const startByte = startOfRest();
  expect(startByte).toBeGreaterThanOrEqual(RUN_BYTES);
  expect(startByte % RUN_BYTES).toBe(0);
  expect(world.x.allMedia()).toMatchObject([{ sha256: world.gallery.sha256Of(FILE) }]);
});

itOfAll(
  "a capture whose page went with the browser asks for the site, and goes on with the rest",
  async () => {
    await captureInPart();
    await world.crashAndRestart();

    const composer = await world.openComposer();
    const alert = composer.alert("page-closed");
    await alert.waitFor({ timeout: 30_000 });
    await alert.getByRole("button", { name: "Allow this site" }).click();
    await world.answerPrompt("allow");
    await composer.mediaIn("ready").waitFor({ timeout: 30_000 });

    expect(startOfRest()).toBeGreaterThanOrEqual(RUN_BYTES);
    // The upload that began with the capture ended when that failed.
    expect(world.x.allMedia().at(-1)?.sha256).toBe(world.gallery.sha256Of(FILE));
  },
);

itOfAll("a page whose address has a password in it asks for its site, and goes on", async () => {
  const address = new URL(world.gallery.constructUrl("same-origin-image"));
  address.username = "ada";
  address.password = "secret";
  const page = await world.browser.context.newPage();
  await page.goto(address.href);
  await world.tweet(page, page.locator("img"));

  const composer = await world.composerPopup();
  const alert = composer.alert("page-closed");
  await alert.getByText("cannot be reached").waitFor();
  await alert.getByRole("button", { name: "Allow this site" }).click();
  await world.answerPrompt("allow");
  const again = await world.openComposer();
  await again.mediaIn("ready").waitFor();
  expect(world.x.allMedia()).toMatchObject([
    { sha256: world.gallery.sha256Of("/media/harbor.jpg") },
  ]);
});

/** Begins a capture, and returns when more than one run of it is stored. */
async function captureInPart(): Promise<ComposerPage> {
  const { page, media } = await world.visit("large-video", QUERY);
  world.gallery.clearRequests();
  await world.tweet(page, media);
  await (await world.composerPopup()).page.close();
  const composer = await world.openComposer();
  await waitUntil("two runs to be stored", async () => (await composer.countStored("chunks")) >= 2);
  return composer;
}

/** Where the last request for the rest of the file began. */
function startOfRest(): number {
  const rests = world.gallery.requests.filter(
    // The page's own player asks for all of it, as "bytes=0-".
    ({ path, range }) => path === FILE && range !== undefined && range !== "bytes=0-",
  );
  return Number(rests.at(-1)?.range?.slice("bytes=".length, -1));
}
