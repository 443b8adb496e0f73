import { beforeEach, describe, expect, it } from "vitest";
import type { OperationName } from "../x-server/operation";
import { defaultClientId } from "../x-server/x-client";
import { proves } from "./proves";
import type { ComposerPage } from "./composer-page";
import { REDIRECT_URI } from "./extension-world";
import { closeBy } from "./harness/close-by";
import { waitUntil } from "./harness/wait-until";
import { readRedirect } from "./read-redirect";
import { CONFIDENTIAL_CLIENT_ID, SignInSteps, X_WITH_CONSENT } from "./sign-in-steps";
import { useExtensionWorld } from "./use-extension-world";
import { itOfAll, someOf } from "./some-of";

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

describe("signing in", () => {
  it("goes through X's own page, and shows who posts", async () => {
    proves("Chromium", "sign-in");
    await steps.enterClientId(defaultClientId);
    const composer = await world.openComposer();
    await steps.button(composer).click();
    const consent = await world.consentWindow();
    await consent.getByText("Upload images and videos for you").waitFor();
    await consent.getByText("Stay connected until you revoke its access").waitFor();
    await expect.poll(() => steps.button(composer).isDisabled()).toBe(true);
    await closeBy(consent, () => consent.getByRole("button", { name: "Authorize app" }).click());

    await composer.page.getByText("@local_account").waitFor();
    await expect.poll(() => steps.button(composer).count()).toBe(0);
    await expect.poll(() => composer.page.getByRole("alert").count()).toBe(0);
    expect(operations()).toEqual(["authorize", "authorize", "token", "me"]);
    await expect.poll(() => composer.countStored("grants")).toBe(1);
  });

  for (const status of someOf([402, 403], String, ["403"])) {
    it(`does not depend on X telling who it is: ${status}`, async () => {
      world.x.addFault({
        match: { operation: "me" },
        effect: { kind: "status", status, body: { title: "No" } },
      });
      await steps.enterClientId(defaultClientId);
      const composer = await world.openComposer();
      await steps.answerConsent(composer, "Authorize app");
      await steps.button(composer).waitFor({ state: "detached" });
      await world.x.waitForLog((entry) => entry.operation === "me" && entry.status === status);
      await expect.poll(() => composer.page.getByRole("alert").count()).toBe(0);

      await steps.capture("same-origin-image");
      await composer.mediaIn("ready").waitFor();
      await composer.writeAndPost("Posted by nobody known");
      await composer.reaches("posted");
      expect(world.x.posts).toHaveLength(1);
    });
  }

  it("asks for the client id first, and leads to where it is entered", async () => {
    const composer = await world.openComposer();
    await steps.button(composer).click();
    const { sentence } = await steps.shownError(composer, "no-client-id");
    expect(sentence).toMatch(/client id/);
    expect(operations()).toEqual([]);
    await composer.page.getByRole("button", { name: "Open settings" }).click();
    const options = await waitUntil("the options to open", () =>
      world.browser.context.pages().find((page) => page.url().endsWith("/options.html")),
    );
    await options.getByRole("textbox", { name: "Client ID" }).waitFor();
  });

  it("can be ended with the pasted address, where the browser does not see it", async () => {
    proves("Chromium", "pasted-redirect");
    await steps.enterClientId(defaultClientId);
    const composer = await world.openComposer();
    await steps.button(composer).click();
    const consent = await world.consentWindow();
    const options = await world.browser.openPage("options.html");
    await options
      .getByRole("textbox", { name: "Address of the page that does not load" })
      .fill(await readRedirect(world.x, consent.url()));
    await options.getByRole("button", { name: "Finish signing in" }).click();
    await composer.page.getByText("@local_account").waitFor();
    world.x.change({ consent: "ask" });
    await consent.close();
    await expect.poll(() => composer.page.getByRole("alert").count()).toBe(0);
  });

  itOfAll("shows the redirect address that X knows", async () => {
    const options = await world.browser.openPage("options.html");
    const address = options.getByRole("textbox", { name: "Redirect URI" });
    await expect.poll(() => address.inputValue()).toBe(REDIRECT_URI);
    await expect.poll(() => address.isEditable()).toBe(false);
  });
});

describe("a sign-in that fails keeps the draft, says why, and can be repeated", () => {
  interface Failure {
    readonly name: string;
    readonly code: string;
    readonly clientId?: string;
    readonly sentence: RegExp;
    readonly nextStep: RegExp;
    /** What the person, or X, does. */
    fail(composer: ComposerPage): Promise<void>;
  }
  const failures: readonly Failure[] = [
    {
      name: "refused",
      code: "sign-in-refused",
      sentence: /refused/,
      nextStep: /Sign in again/,
      fail: (composer) => steps.answerConsent(composer, "Cancel"),
    },
    {
      name: "the window is closed",
      code: "sign-in-closed",
      sentence: /closed/,
      nextStep: /Sign in again/,
      async fail(composer) {
        await steps.button(composer).click();
        await (await world.consentWindow()).close();
      },
    },
    {
      name: "the client id is wrong: X shows its error page, and the person closes it",
      code: "sign-in-closed",
      clientId: "no-such-client",
      sentence: /closed/,
      nextStep: /check client id/,
      async fail(composer) {
        // At X this page is drawn by a script, behind an answer of 200.
        world.x.addFault({
          match: { operation: "authorize" },
          effect: {
            kind: "status",
            status: 200,
            headers: { "content-type": "text/html" },
            body: "<h1>Something went wrong</h1>",
          },
        });
        await steps.button(composer).click();
        const page = await world.consentWindow();
        await page.getByText("Something went wrong").waitFor();
        await page.close();
      },
    },
    {
      name: "the answer carries a state that is not ours",
      code: "sign-in-forged",
      sentence: /threw it away/,
      nextStep: /Sign in again/,
      async fail(composer) {
        world.x.change({ consent: "allow", forgedState: "somebody-else" });
        await steps.button(composer).click();
        await composer.alert("sign-in-forged").waitFor();
        expect(count("token")).toBe(0);
      },
    },
    {
      name: "X grants no media.write",
      code: "scope-missing",
      sentence: /does not cover/,
      nextStep: /all permissions/,
      async fail(composer) {
        world.x.change({ grantedScopes: ["tweet.read", "tweet.write", "users.read"] });
        await steps.answerConsent(composer, "Authorize app");
      },
    },
    {
      name: "the app is one with a secret",
      code: "client-confidential",
      clientId: CONFIDENTIAL_CLIENT_ID,
      sentence: /needs a secret/,
      nextStep: /Native App/,
      fail: (composer) => steps.answerConsent(composer, "Authorize app"),
    },
  ];

  const some = ["refused"];
  for (const row of someOf(failures, ({ name }) => name, some)) {
    const { name, code, clientId, sentence, nextStep, fail } = row;
    it(`${name}: ${code}`, async () => {
      await steps.enterClientId(clientId ?? defaultClientId);
      await steps.capture("same-origin-image");
      const composer = await world.openComposer();
      await composer.text.fill("Waits for the sign-in");
      await fail(composer);
      const error = await steps.shownError(composer, code);
      expect(error.sentence).toMatch(sentence);
      expect(error.nextStep).toMatch(nextStep);
      await expect.poll(() => composer.countStored("grants")).toBe(0);
      expect(count("uploadImage")).toBe(0);

      world.x.change({ consent: "ask", forgedState: undefined, grantedScopes: undefined });
      await steps.enterClientId(defaultClientId);
      await steps.answerConsent(composer, "Authorize app");
      await composer.mediaIn("ready").waitFor();
      await expect.poll(() => composer.page.getByRole("alert").count()).toBe(0);
      await expect.poll(() => composer.text.inputValue()).toBe("Waits for the sign-in");
    });
  }

  itOfAll(
    "X refuses the client id with an error status, at which the browser closes the window",
    async () => {
      await steps.enterClientId("no-such-client");
      const composer = await world.openComposer();
      await steps.button(composer).click();
      await steps.shownError(composer, "client-id-rejected");
      expect(world.x.log.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
        "authorize 400",
        "home 200",
      ]);
      await steps.enterClientId(defaultClientId);
      await steps.answerConsent(composer, "Authorize app");
      await composer.page.getByText("@local_account").waitFor();
      await expect.poll(() => composer.page.getByRole("alert").count()).toBe(0);
    },
  );

  it("the worker dies while X's window is open", async () => {
    await steps.enterClientId(defaultClientId);
    const composer = await world.openComposer();
    await steps.button(composer).click();
    await world.consentWindow();
    await world.browser.stopWorker();
    const again = await world.openComposer();
    await steps.shownError(again, "sign-in-closed");
    await expect.poll(() => steps.button(again).isEnabled()).toBe(true);
  });

  it("a double click opens one window", async () => {
    await steps.enterClientId(defaultClientId);
    const composer = await world.openComposer();
    await steps.button(composer).dblclick();
    const consent = await world.consentWindow();
    await closeBy(consent, () => consent.getByRole("button", { name: "Authorize app" }).click());
    await composer.page.getByText("@local_account").waitFor();
    expect(operations().filter((operation) => operation === "authorize")).toHaveLength(2);
    await expect.poll(() => composer.page.getByRole("alert").count()).toBe(0);
  });
});
