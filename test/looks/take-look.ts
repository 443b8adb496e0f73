import type { BrowserContext } from "playwright-core";
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
    return await page.screenshot({ fullPage: look.isLong ?? false });
  } finally {
    await page.close();
  }
}
