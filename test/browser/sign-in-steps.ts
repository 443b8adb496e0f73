import { expect } from "vitest";
import type { Page } from "playwright-core";
import type { XServerOptions } from "../x-server/x-server";
import { defaultClientId } from "../x-server/x-client";
import type { ComposerPage } from "./composer-page";
import { type ExtensionWorld, REDIRECT_URI } from "./extension-world";
import { closeBy } from "./harness/close-by";

/** The id of an app at X that has a secret, which an extension cannot keep. */
export const CONFIDENTIAL_CLIENT_ID = "local-x-confidential-client";

/** An X with its own consent page, a native app and one with a secret, and no wait for processing. */
export const X_WITH_CONSENT: XServerOptions = {
  consent: "ask",
  processing: [{ state: "succeeded", progressPercent: 100 }],
  clients: [
    { id: defaultClientId, type: "native", name: "A native app", redirectUris: [REDIRECT_URI] },
    {
      id: CONFIDENTIAL_CLIENT_ID,
      type: "confidential",
      name: "An app with a secret",
      redirectUris: [REDIRECT_URI],
    },
  ],
};

/** The ways of a person who signs in and out, step by step. */
export class SignInSteps {
  readonly #world: ExtensionWorld;

  constructor(world: ExtensionWorld) {
    this.#world = world;
  }

  /** Forgets everything here and at X, as in a fresh installation. */
  async startAfresh(): Promise<void> {
    const composer = await this.#world.openComposer();
    await composer.forgetAccount();
    await this.#world.clear();
    this.#world.x.reset();
  }

  /** The button that begins a sign-in. */
  button(composer: ComposerPage) {
    return composer.page.getByRole("button", { name: "Sign in with X" });
  }

  /** Enters a client id in the options. */
  async enterClientId(clientId: string): Promise<void> {
    const options = await this.#openOptions();
    await options.getByRole("textbox", { name: "Client ID" }).fill(clientId);
    await options.getByRole("button", { name: "Save" }).click();
    await options.getByText("Saved.").waitFor();
    await options.close();
  }

  /** Presses the button and answers X's page. */
  async answerConsent(composer: ComposerPage, answer: "Authorize app" | "Cancel"): Promise<void> {
    await this.button(composer).click();
    const consent = await this.#world.consentWindow();
    await closeBy(consent, () => consent.getByRole("button", { name: answer }).click());
  }

  /** The whole sign-in; returns the composer in which it happened. */
  async signIn(): Promise<ComposerPage> {
    await this.enterClientId(defaultClientId);
    const composer = await this.#world.openComposer();
    await this.answerConsent(composer, "Authorize app");
    await composer.page.getByText("@local_account").waitFor();
    return composer;
  }

  /** Signs out in the options. */
  async signOut(): Promise<void> {
    const options = await this.#openOptions();
    await options.getByRole("button", { name: "Sign out" }).click();
    await options.getByText("Not signed in").waitFor();
    await options.close();
  }

  /** Right-clicks the picture of a page of the gallery; the popup is closed again. */
  async capture(construct: string): Promise<void> {
    const { page, media } = await this.#world.visit(construct);
    await this.#world.tweet(page, media);
    const popup = await this.#world.composerPopup();
    await popup.media.first().waitFor();
    await popup.page.close();
  }

  /** The error with a code once it is there, and there once. */
  async shownError(composer: ComposerPage, code: string) {
    const alert = composer.alert(code);
    await alert.first().waitFor();
    await expect.poll(() => alert.count()).toBe(1);
    return {
      sentence: await alert.locator("p").first().innerText(),
      nextStep: await alert.locator("p").nth(1).innerText(),
    };
  }

  #openOptions(): Promise<Page> {
    return this.#world.browser.openPage("options.html");
  }
}
