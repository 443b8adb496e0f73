import { mkdirSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

const COLOR_SCHEMES = ["light", "dark"] as const;

/** A folder of screenshots, at two image pixels per CSS pixel. */
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
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await writeFile(join(this.folder, `${name}-${colorScheme}.png`), await capture(page));
    }
    await page.emulateMedia({ colorScheme: "light" });
  }
}

/** A PNG of what the page shows, painted anew at twice its size rather than enlarged. */
export async function capture(page: Page): Promise<Buffer> {
  const { width, height } = await page.evaluate(() => ({
    width: innerWidth,
    height: innerHeight,
  }));
  // Not detached: with the last debugger gone, the toolbar popup would close like any other.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format: "png",
    clip: { x: 0, y: 0, width, height, scale: 2 },
  });
  return Buffer.from(data, "base64");
}
