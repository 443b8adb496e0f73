import type { Locator, Page } from "playwright-core";
import { clearStores } from "./clear-stores";

/** The popup's page as a person uses it: everything is found by its role and name. */
export class ComposerPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The items of the open draft. */
  get media(): Locator {
    return this.page.getByRole("list", { name: "Media", exact: true }).getByRole("listitem");
  }

  get text(): Locator {
    return this.page.getByRole("textbox", { name: "Post text" });
  }

  get post(): Locator {
    return this.page.getByRole("button", { name: "Post", exact: true });
  }

  /** The alt text of the medium at a place of the draft, counted from 0: its tile is chosen first. */
  async altText(index: number): Promise<Locator> {
    await this.choose(index);
    return this.media.nth(index).getByRole("textbox", { name: "Alt text" });
  }

  /** What the alt texts of all media hold, in the order of the draft, whichever is chosen. */
  altTexts(): Promise<string[]> {
    return this.page
      .locator(".media-item .alt-text textarea")
      .evaluateAll((all) => all.map((box) => (box as HTMLTextAreaElement).value));
  }

  /** Chooses the tile at a place of the draft, counted from 0; the only one is chosen anyway. */
  async choose(index: number): Promise<void> {
    const tile = this.media.nth(index).getByRole("button", { name: `${index + 1} of` });
    if ((await this.media.count()) > 1) await tile.click();
  }

  /** The items of the activity list, or those in one state; their view is opened first. */
  async activity(state?: string): Promise<Locator> {
    await this.open("Activity");
    const list = this.page.getByRole("list", { name: "Activity" });
    return state === undefined ? list.locator("> li") : list.locator(`> li[data-state="${state}"]`);
  }

  /** Chooses one of the two views. */
  async open(view: "Compose" | "Activity"): Promise<void> {
    await this.page.getByRole("tab", { name: view }).click();
  }

  /** The line with what was just done. */
  get status(): Locator {
    return this.page.locator(".status[role=status]");
  }

  /** Waits until a post is in a state, in the view of the activity. */
  async reaches(state: string, options: { readonly timeout?: number } = {}): Promise<void> {
    await (await this.activity(state)).first().waitFor(options);
  }

  /** The error with a code. */
  alert(code: string): Locator {
    return this.page.locator(`[role="alert"][data-code="${code}"]`);
  }

  /** A media item in a state. */
  mediaIn(state: string): Locator {
    return this.page
      .getByRole("list", { name: "Media", exact: true })
      .locator(`> li[data-state="${state}"]`);
  }

  /** Presses the sign-in button and waits until X has said yes. */
  async signIn(): Promise<void> {
    const button = this.page.getByRole("button", { name: "Sign in with X" });
    await button.click();
    await button.waitFor({ state: "detached" });
  }

  /** Writes the text and posts. */
  async writeAndPost(text: string): Promise<void> {
    await this.text.fill(text);
    await this.post.click();
  }

  /** Forgets client id, sign-in and tokens, as in a fresh installation. */
  async forgetAccount(): Promise<void> {
    await clearStores(this.page, ["accounts", "grants"]);
  }

  /** How many records a store of the extension's database holds. */
  async countStored(store: "attachments" | "chunks" | "grants"): Promise<number> {
    return this.page.evaluate(async (name) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("tweet-this-image");
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error(request.error?.name)));
      });
      const count = await new Promise<number>((resolve, reject) => {
        const request = database.transaction(name).objectStore(name).count();
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error(request.error?.name)));
      });
      database.close();
      return count;
    }, store);
  }
}
