import type { Page } from "playwright-core";

/**
 * Does what makes a page close, and returns when it is closed. The press itself may then get no
 * answer, as it is lost with the page: that the page is gone tells that the press has arrived.
 */
export async function closeBy(page: Page, press: () => Promise<void>): Promise<void> {
  const closed = page.waitForEvent("close");
  const pressed = press().catch((error: unknown) => {
    if (!(error instanceof Error && /has been closed/.test(error.message))) throw error;
  });
  await Promise.all([closed, pressed]);
}
