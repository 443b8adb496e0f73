import { beforeEach, describe, expect, it } from "vitest";
import type { Browser } from "wxt/browser";
import type { OperationName } from "../x-server/operation";
import type { ComposerPage } from "./composer-page";
import { waitUntil } from "./harness/wait-until";
import { SignInSteps, X_WITH_CONSENT } from "./sign-in-steps";
import { useExtensionWorld } from "./use-extension-world";
import { itOfAll, someOf } from "./some-of";

/** The extension's own, in functions that run inside its worker. */
declare const chrome: typeof Browser;

const world = useExtensionWorld({
  own: { x: X_WITH_CONSENT },
  signedIn: false,
  clears: false,
});
const steps = new SignInSteps(world);

beforeEach(() => steps.startAfresh());

const operations = (): OperationName[] => world.x.log.map((entry) => entry.operation);
const count = (operation: OperationName) =>
  operations().filter((seen) => seen === operation).length;

describe("tokens", () => {
  itOfAll("are refreshed before they expire, and no request is refused for it", async () => {
    world.x.change({ accessTokenSecs: 30 });
    const composer = await steps.signIn();
    world.x.reset({ keepGrants: true });
    await steps.capture("same-origin-image");
    await composer.mediaIn("ready").waitFor();
    expect(operations()).toEqual(["token", "uploadImage"]);
    await composer.writeAndPost("With a fresh token");
    await composer.reaches("posted");
    expect(count("token")).toBe(1);
  });

  it("that X refuses are refreshed once for uploads side by side", async () => {
    const composer = await steps.signIn();
    world.x.reset({ keepGrants: true });
    const held = world.x.hold({ operation: "uploadImage" });
    for (const construct of ["same-origin-image", "png", "webp"]) await steps.capture(construct);
    await waitUntil("three uploads side by side", () => count("uploadImage") === 3);
    world.x.expireAccessTokens();
    held.release();
    await waitUntil("three images", async () => (await composer.mediaIn("ready").count()) === 3);
    const statuses = world.x.log.map(({ operation, status }) => `${operation} ${status}`);
    expect(statuses.toSorted()).toEqual([
      "token 200",
      ...Array<string>(3).fill("uploadImage 200"),
      ...Array<string>(3).fill("uploadImage 401"),
    ]);
  });

  itOfAll(
    "that X has ended are asked for again, and the upload then goes on by itself",
    async () => {
      const composer = await steps.signIn();
      world.x.reset({ keepGrants: true });
      world.x.endGrant();
      await steps.capture("same-origin-image");
      await composer.text.fill("Still here");
      const { nextStep } = await steps.shownError(composer, "signed-out");
      expect(nextStep).toMatch(/Sign in again/);
      await expect.poll(() => composer.countStored("grants")).toBe(0);
      await expect.poll(() => composer.text.inputValue()).toBe("Still here");

      await steps.answerConsent(composer, "Authorize app");
      await composer.mediaIn("ready").waitFor();
      await expect.poll(() => composer.text.inputValue()).toBe("Still here");
      expect(world.x.allMedia()[0]?.sha256).toBe(world.gallery.sha256Of("/media/harbor.jpg"));
    },
  );

  it("are forgotten here and revoked at X by signing out", async () => {
    const composer = await steps.signIn();
    const token = await readAccessToken(composer);
    expect(await askWhoIs(token)).toBe(200);
    await steps.signOut();
    await steps.button(composer).waitFor();
    await expect.poll(() => composer.countStored("grants")).toBe(0);
    await waitUntil("both tokens to be revoked", () => count("revoke") === 2);
    await world.x.waitForLog((entry) => entry.operation === "revoke" && entry.status === 200);
    expect(await askWhoIs(token)).toBe(401);
  });

  itOfAll("are forgotten here even when X cannot be reached", async () => {
    const composer = await steps.signIn();
    world.x.addFault({
      match: { operation: "revoke" },
      times: Infinity,
      effect: { kind: "resetBefore" },
    });
    await steps.signOut();
    await steps.button(composer).waitFor();
    await expect.poll(() => composer.countStored("grants")).toBe(0);
    await expect.poll(() => composer.page.getByRole("alert").count()).toBe(0);
  });

  it("can be read by no page and no content script", async () => {
    const composer = await steps.signIn();
    const token = await readAccessToken(composer);
    const { page, media } = await world.visit("same-origin-image");
    await world.tweet(page, media);
    await (await world.composerPopup()).media.first().waitFor();
    const worker = await world.browser.worker();

    // What a page's own script, or one injected by us, finds where it can look.
    const look = async (address: string) => {
      const databases = await indexedDB.databases();
      const fetched = await fetch(address).then(
        () => "fetched",
        () => "refused",
      );
      return {
        databases: databases.map(({ name }) => name ?? ""),
        fetched,
        cookie: document.cookie,
      };
    };
    const nothing = { databases: [], fetched: "refused", cookie: "" };
    const address = `chrome-extension://${world.browser.extensionId}/popup.html`;
    expect(await page.evaluate(look, address)).toEqual(nothing);
    const inContentScript = await worker.evaluate(async (popupAddress) => {
      const [tab] = await chrome.tabs
        .query({ url: [] })
        .then((tabs) => tabs.filter(({ title }) => title === "same-origin-image"));
      const [injection] = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        args: [popupAddress],
        func: async (ownAddress: string) => {
          const databases = await indexedDB.databases();
          const ask = (message: unknown) => chrome.runtime.sendMessage(message);
          return {
            databases: databases.map(({ name }) => name ?? ""),
            fetched: await fetch(ownAddress).then(
              () => "fetched",
              () => "refused",
            ),
            hasStorage: "storage" in chrome,
            answers: [await ask({ type: "sign-out" }), await ask({ type: "get-redirect-uri" })],
          };
        },
      });
      return injection?.result;
    }, address);
    expect(inContentScript).toEqual({
      databases: [],
      fetched: "refused",
      hasStorage: false,
      answers: [{ goOn: false }, { goOn: false }],
    });
    await expect.poll(() => composer.countStored("grants")).toBe(1);

    const manifest = await worker.evaluate(() => chrome.runtime.getManifest());
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.permissions).not.toContain("storage");
    expect(token.length).toBeGreaterThan(20);
  });
});

/** The stored access token, which only the extension's own pages can read. */
async function readAccessToken(composer: ComposerPage): Promise<string> {
  return composer.page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open("tweet-this-image");
        opening.addEventListener("error", () => reject(new Error(opening.error?.name)));
        opening.addEventListener("success", () => {
          const reading = opening.result.transaction("grants").objectStore("grants").get("primary");
          reading.addEventListener("success", () => {
            opening.result.close();
            resolve(reading.result.accessToken);
          });
        });
      }),
  );
}

/** The HTTP status with which X answers a call with the token, made where the extension makes its own: its pages have no network. */
async function askWhoIs(token: string): Promise<number> {
  const worker = await world.browser.worker();
  return worker.evaluate(async (accessToken) => {
    const response = await fetch("https://api.x.com/2/users/me", {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    return response.status;
  }, token);
}

describe("the pages of the extension", () => {
  const pages = ["popup", "sidepanel", "options", "welcome", "offscreen"].map(
    (name) => `${name}.html`,
  );
  it.each(someOf(pages, String, ["popup.html", "offscreen.html"]))(
    "cannot talk to the network: %s",
    async (name) => {
      const page = await world.browser.openPage(name);
      const refused = await page.evaluate(async (url) => {
        const told = new Promise<string>((resolve) => {
          addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
            resolve(effectiveDirective),
          );
        });
        const outcome = await fetch(url).then(
          () => "answered",
          () => "refused",
        );
        return [outcome, await told];
      }, world.gallery.constructUrl("same-origin-image"));
      expect(refused).toEqual(["refused", "connect-src"]);
      await page.close();
    },
  );
});
