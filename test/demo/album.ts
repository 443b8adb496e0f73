import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const COLOR_SCHEMES = ["light", "dark"] as const;

/** A folder of screenshots. */
export class Album {
  readonly folder: string;

  /** Empties the folder, so that it holds nothing of an earlier run. */
  constructor(folder: string) {
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Writes what the page shows now to `<name>-light.png` and `<name>-dark.png`. */
  async take(page: Page, name: string): Promise<void> {
    for (const colorScheme of COLOR_SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(this.folder, `${name}-${colorScheme}.png`),
        fullPage: true,
        animations: "disabled",
      });
    }
    await page.emulateMedia({ colorScheme: "light" });
  }
}
