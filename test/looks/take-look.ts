import type { BrowserContext, Page } from "playwright-core";
import type { Look } from "./look";
import { prepareLooks, showLook, type Viewing } from "./show-look";

/** Opens a page of the extension with a seeded store, and takes its picture as PNG. */
export async function takeLook(
  context: BrowserContext,
  origin: string,
  look: Look,
  viewing: Viewing,
): Promise<Buffer> {
  const page = await context.newPage();
  try {
    await prepareLooks(page);
    await showLook(page, origin, look, viewing);
    if (look.isLong === true) await fitWindow(page);
    return await page.screenshot();
  } finally {
    await page.close();
  }
}

/** Makes the window as high as its page: the scrollbar, which would have its place in the picture, goes. */
async function fitWindow(page: Page): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}
