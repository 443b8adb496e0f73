import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { defaultClientId } from "../x-server/x-client";
import { REDIRECT_URI } from "./extension-world";
import { waitUntil } from "./harness/wait-until";
import { useExtensionWorld } from "./use-extension-world";

const world = useExtensionWorld({
  own: { launch: { keepWelcome: true } },
  signedIn: false,
  clears: false,
});

const signInButton = (page: Page) => page.getByRole("button", { name: "Sign in with X" });

async function enterClientId(page: Page, clientId: string): Promise<void> {
  await page.getByRole("textbox", { name: "Client ID" }).fill(clientId);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
}

it("the page that opens after installing leads to the first post, past a wrong client id", async () => {
  const welcome = await waitUntil("the welcome page to open", () =>
    world.browser.context.pages().find((page) => page.url().endsWith("/welcome.html")),
  );
  const redirectUri = welcome.getByRole("textbox", { name: "Redirect URI" });
  await expect.poll(() => redirectUri.inputValue()).toBe(REDIRECT_URI);
  await expect.poll(() => signInButton(welcome).isDisabled()).toBe(true);
  await welcome.getByRole("textbox", { name: "Client ID" }).fill("AbCdEfGhIjKlMnOpQrStUvWxY");
  await welcome.getByText("This looks like the API key.").waitFor();

  await enterClientId(welcome, "no-such-client");
  await signInButton(welcome).click();
  await welcome.locator('[role="alert"][data-code="client-id-rejected"]').waitFor();

  await enterClientId(welcome, defaultClientId);
  await signInButton(welcome).click();
  await welcome.getByText("Signed in as @local_account. The client id works.").waitFor();
  await welcome.getByRole("button", { name: "Compose with this image" }).click();
  const draft = await world.openComposer();
  await draft.mediaIn("ready").waitFor();
  await expect.poll(() => draft.altTexts()).toEqual(["Sailing boats in a harbor at dusk"]);
  await draft.media.getByRole("button", { name: "Remove" }).click();
  await draft.page.close();

  await world.tweet(welcome, welcome.locator("img"));
  const popup = await world.composerPopup();
  await popup.mediaIn("ready").waitFor();
  await popup.writeAndPost("My first one");
  await popup.reaches("posted");
  expect(world.x.posts.map(({ text }) => text)).toEqual(["My first one"]);
  await welcome.getByText("Your first post is out.").waitFor();
});
