import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultClientId } from "../x-server/x-client";
import { defaultUser } from "../x-server/x-user";
import type { ComposerPage } from "./composer-page";
import { REDIRECT_URI } from "./extension-world";
import { useExtensionWorld } from "./use-extension-world";
import { pressShortcut } from "./harness/press-shortcut";
import { waitUntil } from "./harness/wait-until";

/*
 * One person's first hour, from installing to posting with two accounts: each test goes on where the
 * one before it stopped.
 */

const ADA = { ...defaultUser, id: "11", name: "Ada Byron", username: "ada" };
const GRACE = { ...defaultUser, id: "12", name: "Grace Hopper", username: "grace" };

const world = useExtensionWorld({
  x: { users: [ADA, GRACE] },
  launch: { keepWelcome: true },
  signedIn: false,
  clears: false,
});
let welcome: Page;

beforeAll(async () => {
  welcome = await waitUntil("the welcome page to open", () =>
    world.browser.context.pages().find((page) => page.url().endsWith("/welcome.html")),
  );
});

const signInButton = (page: Page) => page.getByRole("button", { name: "Sign in with X" });
const account = (page: Page, name: string) =>
  page.getByRole("list", { name: "Accounts" }).getByRole("listitem", { name });

async function enterClientId(page: Page, clientId: string): Promise<void> {
  await page.getByRole("textbox", { name: "Client ID" }).fill(clientId);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
}

/** What the system shows, by the ids of the notifications. */
async function shownNotices(): Promise<string[]> {
  const worker = await world.browser.worker();
  return Object.keys(await worker.evaluate<object>("chrome.notifications.getAll()"));
}

/** Publishes what the composer shows, and has nobody look on when X answers. */
async function postUnseen(composer: ComposerPage, text: string): Promise<void> {
  const held = world.x.hold({ operation: "createPost" });
  await composer.writeAndPost(text);
  await held.reached;
  await composer.page.close();
  held.release();
}

describe("the page that opens after installing", () => {
  it("shows the address to register, and says what a wrong client id looks like", async () => {
    await waitUntil(
      "the redirect address",
      async () =>
        (await welcome.getByRole("textbox", { name: "Redirect URI" }).inputValue()) ===
        REDIRECT_URI,
    );
    await expect.poll(() => signInButton(welcome).isDisabled()).toBe(true);
    await welcome.getByRole("textbox", { name: "Client ID" }).fill("AbCdEfGhIjKlMnOpQrStUvWxY");
    await welcome.getByText("This looks like the API key.").waitFor();
  });

  it("checks the client id by the sign-in, and explains X's refusal", async () => {
    await enterClientId(welcome, "no-such-client");
    await signInButton(welcome).click();
    await welcome.locator('[role="alert"][data-code="client-id-rejected"]').waitFor();
  });

  it("leads to the first post: sign in, right-click the sample, post", async () => {
    await enterClientId(welcome, defaultClientId);
    await signInButton(welcome).click();
    await welcome.getByText("Signed in as @ada. The client id works.").waitFor();
    await world.tweet(welcome, welcome.locator("img"));
    const popup = await world.composerPopup();
    await popup.mediaIn("ready").waitFor();
    await popup.writeAndPost("My first one");
    await popup.reaches("posted");
    expect(world.x.posts.map(({ userId, text }) => [userId, text])).toEqual([
      [ADA.id, "My first one"],
    ]);
    await welcome.getByText("Your first post is out.").waitFor();
    await popup.page.close();
  });

  it("makes a draft of the sample by a button, too", async () => {
    await welcome.getByRole("button", { name: "Compose with this picture" }).click();
    const composer = await world.openComposer();
    await composer.mediaIn("ready").waitFor();
    await expect.poll(() => composer.altTexts()).toEqual(["Sailing boats in a harbor at dusk"]);
    await expect
      .poll(() => composer.page.getByRole("combobox", { name: "Account" }).count())
      .toBe(0);
    await composer.page.close();
    await welcome.close();
  });
});

describe("a second account", () => {
  it("has a client id and a sign-in of its own", async () => {
    const options = await world.browser.openPage("options.html");
    await options.getByRole("button", { name: "Add account" }).click();
    world.x.change({ signInAs: GRACE.id });
    await signInButton(account(options, "Account 2").page()).click();
    await account(options, "@grace").getByText("Signed in as @grace.").waitFor();
    await expect
      .poll(() => account(options, "@ada").getByText("Signed in as @ada.").count())
      .toBe(1);
    await options.close();
  });

  it("takes over the draft, whose picture is uploaded anew, and posts it", async () => {
    const composer = await world.openComposer();
    await composer.mediaIn("ready").waitFor();
    const uploads = () => world.x.log.filter(({ operation }) => operation === "uploadImage");
    const before = uploads().length;
    await composer.page
      .getByRole("combobox", { name: "Account" })
      .selectOption({ label: "Grace Hopper (@grace)" });
    await waitUntil("the second upload", () => uploads().length > before);
    await composer.mediaIn("ready").waitFor();
    await composer.writeAndPost("From somebody else");
    await (await composer.activity("posted")).nth(1).waitFor();
    expect(world.x.posts[1]).toMatchObject({ userId: GRACE.id, text: "From somebody else" });
    await composer.page.close();
  });

  it("signs in again by itself, while its draft waits and the other account goes on", async () => {
    world.x.endGrant(GRACE.id);
    const { page, media } = await world.visit("same-origin-image");
    await world.tweet(page, media);
    const popup = await world.composerPopup();
    await popup.page.getByRole("heading", { name: "Sign in to post as @grace" }).waitFor();
    await popup.page.close();
    await page.close();

    const composer = await world.openComposer();
    await composer.page.getByRole("button", { name: "New draft" }).click();
    await composer.media.first().waitFor({ state: "detached" });
    await composer.page
      .getByRole("combobox", { name: "Account" })
      .selectOption({ label: "Ada Byron (@ada)" });
    await signInButton(composer.page).waitFor({ state: "detached" });
    await composer.page.getByRole("button", { name: "Sign in again as @grace" }).click();
    await waitUntil("the waiting upload", () => world.x.allMedia().length === 4);
    await expect.poll(() => composer.page.getByText("@grace is signed out").count()).toBe(0);
    await composer.page.close();
  });
});

describe("a notification", () => {
  it("says that a post is out once nobody looks on, and leads to it", async () => {
    const seen = await shownNotices();
    const { page: gallery, media } = await world.visit("same-origin-image");
    await world.tweet(gallery, media);
    await (await world.composerPopup()).page.close();
    const composer = await world.openComposer();
    await composer.mediaIn("ready").waitFor();
    await postUnseen(composer, "Nobody looks");
    const id = await waitUntil("the notification", async () =>
      (await shownNotices()).find((shown) => shown.startsWith("post-end:")),
    );
    // The two posts before ended under the person's eyes.
    expect(seen.filter((shown) => shown.startsWith("post-end:"))).toEqual([]);
    const opened = world.browser.context.waitForEvent("page");
    const worker = await world.browser.worker();
    await worker.evaluate(
      `chrome.notifications.onButtonClicked.dispatch(${JSON.stringify(id)}, 0)`,
    );
    const page = await opened;
    await page.waitForURL(/x\.com\/ada\/status\/\d+/);
    await page.close();
    await waitUntil("it to be gone", async () => !(await shownNotices()).includes(id));
  });

  it("stays away when the options say so", async () => {
    const options = await world.browser.openPage("options.html");
    await options.getByRole("checkbox", { name: "Say when a post is out" }).uncheck();
    await options.reload();
    const box = options.getByRole("checkbox", { name: "Say when a post is out" });
    await waitUntil("the choice to be kept", async () => !(await box.isChecked()));
    await options.close();
  });
});

describe("the shortcuts", () => {
  it("open the composer in a tab and as the popup, and stand in the options", async () => {
    const options = await world.browser.openPage("options.html");
    for (const keys of ["Alt+X", "Alt+C"]) await options.getByText(keys, { exact: true }).waitFor();
    const opened = world.browser.context.waitForEvent("page");
    await pressShortcut(world.display, options, "alt+c", () => opened);
    const tab = await opened;
    await tab.waitForURL(/\/popup\.html$/);
    await tab.close();
    await (await world.openPopupByKey(options)).reaches("posted");
  });
});
