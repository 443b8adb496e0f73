import type { BrowserContext } from "playwright-core";

const open = new Set<BrowserContext>();

/** Remembers a browser until it closes, so that a test that fails can tell what was on its screen. */
export function rememberBrowser(context: BrowserContext): void {
  open.add(context);
  context.once("close", () => open.delete(context));
}

/**
 * What every open browser shows, page by page, as roles, names and texts: what a person with a screen
 * reader would find. For the report of a failed test; a page that does not answer is named as such.
 */
export async function describeOpenBrowsers(): Promise<string> {
  const pages = [...open].flatMap((context) => context.pages());
  const parts = await Promise.all(
    pages.map(async (page) => {
      const body = page.locator("body").ariaSnapshot({ timeout: 5_000 });
      const shown = await body.catch((error: unknown) => `(not readable: ${String(error)})`);
      return `-- ${page.url().slice(0, 200)}\n${shown.slice(0, 6_000)}`;
    }),
  );
  return parts.join("\n");
}
