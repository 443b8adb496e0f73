import type { Locator, Page } from "playwright-core";
import type { ComposerPage } from "../browser/composer-page";
import type { ExtensionWorld } from "../browser/extension-world";

/** A person's hand, which counts what it presses; a right click and the choice in the menu are two. */
export class Hand {
  readonly world: ExtensionWorld;
  clicks = 0;

  constructor(world: ExtensionWorld) {
    this.world = world;
  }

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  /** Chooses an entry of a drop-down list: one click opens it, one chooses. */
  async choose(list: Locator, label: string): Promise<void> {
    this.clicks += 2;
    await list.selectOption({ label });
  }

  /** A file chooser opens; what is chosen in it is the system's own. */
  async chooseFiles(button: Locator, paths: readonly string[]): Promise<void> {
    const chooser = button.page().waitForEvent("filechooser");
    await this.click(button);
    await (await chooser).setFiles([...paths]);
  }

  /** Drags one element onto another with the real mouse. */
  async drag(from: Locator, to: Locator): Promise<void> {
    this.clicks += 1;
    await from.hover();
    await from.page().mouse.down();
    const target = await to.boundingBox();
    if (target === null) throw new Error("What is dragged onto is not to be seen.");
    const { x, y, width, height } = target;
    await from.page().mouse.move(x + width / 2, y + height / 2, { steps: 12 });
    await from.page().mouse.up();
  }

  /** Right-clicks a picture and chooses our entry. */
  async tweet(page: Page, media: Locator): Promise<void> {
    this.clicks += 2;
    await this.world.tweet(page, media);
  }

  /** Answers the browser's own question. */
  async answer(answer: "allow" | "deny"): Promise<void> {
    this.clicks += 1;
    await this.world.answerPrompt(answer);
  }

  /** Presses the toolbar button over a page. */
  async openPopup(page: Page): Promise<ComposerPage> {
    this.clicks += 1;
    await this.world.browser.clickToolbarAction(page);
    return this.popup();
  }

  /** The popup that has opened. */
  async popup(): Promise<ComposerPage> {
    return this.world.composerPopup();
  }
}
