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

  /** The alt text of the medium at a place of the draft, counted from 0. */
  altText(index: number): Locator {
    return this.media.nth(index).getByRole("textbox", { name: "Alt text" });
  }

  /** The items of the activity list, or those in one state. */
  activity(state?: string): Locator {
    const list = this.page.getByRole("list", { name: "Activity" });
    return state === undefined ? list.locator("> li") : list.locator(`> li[data-state="${state}"]`);
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
