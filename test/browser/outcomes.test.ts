import { describe, expect, it } from "vitest";
import { defaultUser } from "../x-server/x-user";
import type { ComposerPage } from "./composer-page";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";
import { itOfAll } from "./some-of";

const world = useExtensionWorld();

/** Right-clicks a picture, whose page may be changed first, and opens the composer in a tab. */
async function beginDraft(change: () => void = () => {}): Promise<ComposerPage> {
  const { page, media } = await world.visit("same-origin-image");
  await page.evaluate(change);
  await world.tweet(page, media);
  await (await world.browser.realPopup()).close();
  return world.openComposer();
}

/** The same, and waits until X has the picture. */
async function draft(change?: () => void): Promise<ComposerPage> {
  const composer = await beginDraft(change);
  await composer.mediaIn("ready").waitFor();
  return composer;
}

const calls = () => world.x.log.filter(({ operation }) => operation === "createPost").length;

describe("a post of which nobody can tell whether it was made", () => {
  async function unsure(effect: "resetBefore" | "resetAfter"): Promise<ComposerPage> {
    world.x.addFault({ match: { operation: "createPost" }, effect: { kind: effect } });
    world.x.addFault({
      match: { operation: "timeline" },
      times: Infinity,
      effect: { kind: "status", status: 403, body: { title: "Forbidden" } },
    });
    const composer = await draft();
    await composer.writeAndPost("Was it posted?");
    await (await composer.activity("unsure")).getByRole("button", { name: "Post again" }).waitFor();
    return composer;
  }

  it("asks the person, with a link to where they can see it, and takes their yes", async () => {
    const composer = await unsure("resetAfter");
    const item = await composer.activity("unsure");
    expect(await item.getByRole("alert").getAttribute("data-code")).toBe("outcome-unknown");
    const profile = item.getByRole("link", { name: "Your profile" });
    expect(await profile.getAttribute("href")).toBe(`https://x.com/${defaultUser.username}`);
    await item.getByRole("button", { name: "It was posted" }).click();
    await composer.reaches("posted");
    expect(world.x.posts).toHaveLength(1);
    expect(calls()).toBe(1);
    await waitUntil("its bytes to be freed", async () => {
      return (await composer.countStored("chunks")) === 0;
    });
  });

  itOfAll("is posted again on the person's word only", async () => {
    const composer = await unsure("resetBefore");
    expect(calls()).toBe(1);
    await (await composer.activity("unsure")).getByRole("button", { name: "Post again" }).click();
    await composer.reaches("posted");
    expect(world.x.posts).toHaveLength(1);
    expect(calls()).toBe(2);
  });
});

describe("while it waits, the popup says for what", () => {
  it("for the end of a rate limit: it counts the seconds, and then goes on", async () => {
    const uploads = () => world.x.log.filter(({ operation }) => operation === "uploadImage").length;
    const resetSecs = Math.ceil(Date.now() / 1000) + 15;
    // Of an upload, which costs nothing: a call that does is not repeated within a minute.
    world.x.addFault({
      match: { operation: "uploadImage" },
      effect: {
        kind: "status",
        status: 429,
        body: { title: "Too Many Requests" },
        headers: { "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(resetSecs) },
      },
    });
    const composer = await beginDraft();
    await composer.writeAndPost("Not so fast");
    const note = (await composer.activity("publishing")).getByText(/Trying again in/);
    await note.waitFor();
    const secondsLeft = async () => Number(/in (\d+)/.exec(await note.innerText())?.[1]);
    const first = await secondsLeft();
    await waitUntil("the seconds to go down", async () => (await secondsLeft()) < first);
    expect(uploads()).toBe(1);
    await composer.reaches("posted", { timeout: 40_000 });
    expect(Date.now() / 1000).toBeGreaterThanOrEqual(resetSecs);
    expect(uploads()).toBe(2);
    expect(calls()).toBe(1);
  });

  itOfAll("for the network: nothing is called until it is back", async () => {
    const composer = await draft();
    const worker = await world.browser.worker();
    // As the browser tells it; the machine's own network cannot be taken away here.
    await worker.evaluate(() =>
      Object.defineProperty(navigator, "onLine", { configurable: true, get: () => false }),
    );
    await composer.writeAndPost("From a train");
    await (await composer.activity("publishing")).getByText("You are offline").waitFor();
    expect(calls()).toBe(0);
    await worker.evaluate(() => {
      Object.defineProperty(navigator, "onLine", { configurable: true, get: () => true });
      dispatchEvent(new Event("online"));
    });
    await composer.reaches("posted");
    expect(world.x.posts).toHaveLength(1);
  });
});

describe("what a page or a server says", () => {
  itOfAll("is shown as text, whatever it holds", async () => {
    const markup = `<img src=x onerror="document.title='caught'">`;
    world.x.addFault({
      match: { operation: "createPost" },
      effect: {
        kind: "status",
        status: 400,
        body: { title: markup, detail: markup, errors: [{ message: markup }] },
      },
    });
    const composer = await draft(() => {
      const said = `<img src=x onerror="document.title='caught'">`;
      document.title = "same-origin-image";
      document.querySelector("img")?.setAttribute("alt", said);
      document.title = said;
    });
    const altText = composer.media.getByRole("textbox", { name: "Alt text" });
    await expect.poll(() => altText.inputValue()).toBe(markup);
    await composer.writeAndPost(markup);
    const item = await composer.activity("failed");
    await item.getByText(markup).first().waitFor();
    await item.getByRole("alert").locator("summary").click();
    await item.getByRole("alert").getByText(markup).first().waitFor();
    await expect.poll(() => composer.page.locator('img[src="x"]').count()).toBe(0);
    expect(await composer.page.title()).not.toBe("caught");
  });
});
