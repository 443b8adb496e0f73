import { beforeAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { defaultUser } from "../x-server/x-user";
import { useExtensionWorld } from "./use-extension-world";
import { waitUntil } from "./harness/wait-until";

const ADA = { ...defaultUser, id: "11", name: "Ada Byron", username: "ada" };
const GRACE = { ...defaultUser, id: "12", name: "Grace Hopper", username: "grace" };

/** Signed in as Ada first, then with a second account as Grace. */
const world = useExtensionWorld({ own: { x: { users: [ADA, GRACE] } } });

const signInButton = (page: Page) => page.getByRole("button", { name: "Sign in with X" });
const account = (page: Page, name: string) =>
  page.getByRole("list", { name: "Accounts" }).getByRole("listitem", { name });

beforeAll(async () => {
  const options = await world.browser.openPage("options.html");
  await options.getByRole("button", { name: "Add account" }).click();
  world.x.change({ signInAs: GRACE.id });
  await signInButton(account(options, "Account 2").page()).click();
  await account(options, "@grace").getByText("Signed in as @grace.").waitFor();
  await account(options, "@ada").getByText("Signed in as @ada.").waitFor();
  await options.close();
});

it("a draft changes its account: its picture is uploaded anew, and the other one posts it", async () => {
  const { page, media } = await world.visit("same-origin-image");
  await world.tweet(page, media);
  const composer = await world.composerPopup();
  await composer.mediaIn("ready").waitFor();
  const uploads = () => world.x.log.filter(({ operation }) => operation === "uploadImage");
  expect(uploads()).toHaveLength(1);
  await composer.page
    .getByRole("combobox", { name: "Account" })
    .selectOption({ label: "Grace Hopper (@grace)" });
  await waitUntil("the second upload", () => uploads().length === 2);
  await composer.mediaIn("ready").waitFor();
  await composer.writeAndPost("From somebody else");
  await composer.reaches("posted");
  expect(world.x.posts).toMatchObject([{ userId: GRACE.id, text: "From somebody else" }]);
});

it("an account signs in again by itself, while its draft waits and the other one goes on", async () => {
  world.x.change({ signInAs: GRACE.id });
  world.x.endGrant(GRACE.id);
  const { page, media } = await world.visit("same-origin-image");
  await world.tweet(page, media);
  const popup = await world.composerPopup();
  await popup.page
    .getByRole("combobox", { name: "Account" })
    .selectOption({ label: "Grace Hopper (@grace)" });
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
  await waitUntil("the waiting upload", () =>
    world.x.allMedia().some(({ ownerId }) => ownerId === GRACE.id),
  );
  await expect.poll(() => composer.page.getByText("@grace is signed out").count()).toBe(0);
  await composer.page.close();
});
