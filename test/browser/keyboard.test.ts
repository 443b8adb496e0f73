import { beforeEach, describe, expect, it } from "vitest";
import { closeBy } from "./harness/close-by";
import { pressShortcut } from "./harness/press-shortcut";
import { waitUntil } from "./harness/wait-until";
import { Keyboard } from "./keyboard";
import { SignInSteps, X_WITH_CONSENT } from "./sign-in-steps";
import { itOfAll } from "./some-of";
import { useExtensionWorld } from "./use-extension-world";

const world = useExtensionWorld({
  own: { x: X_WITH_CONSENT },
  signedIn: false,
  clears: false,
});

beforeEach(async () => {
  await new SignInSteps(world).startAfresh();
});

describe("somebody without a mouse", () => {
  it("signs in, picks two pictures of a page, puts them in order, describes and posts them", async () => {
    const options = await world.browser.openPage("options.html");
    const inOptions = new Keyboard(options);
    await inOptions.tabTo("Client ID");
    await options.keyboard.type(world.x.clientId);
    await options.keyboard.press("Enter");
    await options.getByText("Saved.").waitFor();
    await inOptions.tabTo("Sign in with X");
    await options.keyboard.press("Enter");
    const consent = await world.consentWindow();
    await new Keyboard(consent).tabTo("Authorize app");
    await closeBy(consent, () => consent.keyboard.press("Enter"));
    await options.getByText("Signed in as @local_account.").waitFor();
    await options.close();

    const page = await world.browser.context.newPage();
    await page.goto(`${world.gallery.origin}/`);
    const composer = await world.openPopupByKey(page);
    const popup = new Keyboard(composer.page);
    await popup.tabTo(/^A sailing boat/);
    await composer.page.keyboard.press("Space");
    await popup.tabTo(/sand dunes/);
    await composer.page.keyboard.press("Space");
    await popup.tabTo(/Add to post$/);
    await composer.page.keyboard.press("Enter");
    await waitUntil(
      "both to be ready",
      async () => (await composer.mediaIn("ready").count()) === 2,
    );

    // The second one up, from inside its box; then each is described.
    await popup.tabTo("2 of 2");
    await composer.page.keyboard.press("Enter");
    await popup.tabTo("Alt text");
    const moved = await popup.focusedValue();
    await composer.page.keyboard.press("Alt+ArrowUp");
    await waitUntil("it to be first", async () => (await composer.altTexts())[0] === moved);
    await expect.poll(() => popup.focusedName()).toBe("Alt text");
    await composer.page.keyboard.press("Control+A");
    await composer.page.keyboard.type("The first");
    await popup.tabTo("2 of 2");
    await composer.page.keyboard.press("Enter");
    await popup.tabTo("Alt text");
    await composer.page.keyboard.press("Control+A");
    await composer.page.keyboard.type("The second");
    await popup.tabBackTo("Post text");
    await composer.page.keyboard.type("By hand");
    await composer.page.keyboard.press("Control+Enter");
    // Where Post had the focus, the outcome has it: nothing is left to look for.
    await composer.page.getByText("Posted.").waitFor();
    expect(await composer.page.evaluate(() => document.activeElement?.className)).toBe("sent-note");
    expect([...inOptions.unseen, ...popup.unseen]).toEqual([]);
    await composer.reaches("posted");

    expect(world.x.posts.map(({ text }) => text)).toEqual(["By hand"]);
    const altTexts = world.x.posts[0]?.mediaIds.map((id) => world.x.media(id)?.altText);
    expect(altTexts).toEqual(["The first", "The second"]);
  });

  itOfAll(
    "opens the composer in a tab and as the popup, by the keys that stand in the options",
    async () => {
      const options = await world.browser.openPage("options.html");
      for (const keys of ["Alt+X", "Alt+C"])
        await options.getByText(keys, { exact: true }).waitFor();
      const opened = world.browser.context.waitForEvent("page");
      await pressShortcut(world.display, options, "alt+c", () => opened);
      const tab = await opened;
      await tab.waitForURL(/\/popup\.html$/);
      await tab.close();
      const popup = await world.openPopupByKey(options);
      await popup.page.getByRole("tab", { name: "Compose" }).waitFor();
    },
  );
});
