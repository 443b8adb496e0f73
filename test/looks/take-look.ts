import type { BrowserContext, Page } from "playwright-core";
import type { Look } from "./looks";
import { seedStore } from "./seed-store";

/** How a state is looked at. */
export interface Viewing {
  readonly name: string;
  readonly colorScheme: "light" | "dark";
  readonly forcedColors?: "active";
  readonly direction?: "rtl";
  /** Text that much longer, as other languages have it. */
  readonly stretch?: number;
  /** The browser's own zoom. */
  readonly zoom?: number;
}

/** The popup's size, and a window's. */
const SIZES = { popup: { width: 380, height: 600 }, tab: { width: 900, height: 700 } } as const;

/** Opens a page of the extension with a seeded store, and takes its picture as PNG. */
export async function takeLook(
  context: BrowserContext,
  origin: string,
  look: Look,
  viewing: Viewing,
): Promise<Buffer> {
  const page = await context.newPage();
  try {
    await page.goto(`${origin}/icons/16.png`);
    await seedStore(page, look.store);
    const { colorScheme, forcedColors, zoom = 1 } = viewing;
    await page.emulateMedia({
      colorScheme,
      reducedMotion: "reduce",
      forcedColors: forcedColors ?? null,
    });
    const { width, height } = SIZES[look.frame];
    await page.setViewportSize({
      // The browser makes a zoomed popup wider, but no higher.
      width: look.frame === "popup" ? width : Math.round(width / zoom),
      height: Math.round(height / zoom),
    });
    await page.addInitScript(pretend, look.frame === "popup");
    await page.goto(`${origin}/${look.page}`);
    await page.locator(".main > :not(.sent)").first().waitFor();
    await settle(page);
    if (look.act !== undefined) await look.act(page);
    await page.evaluate(dress, {
      direction: viewing.direction ?? null,
      stretch: viewing.stretch ?? 1,
    });
    await settle(page);
    return await page.screenshot({ fullPage: look.isLong ?? false });
  } finally {
    await page.close();
  }
}

/** Runs in the page before its own code: it believes in its frame, and wakes no worker. */
function pretend(isPopup: boolean): void {
  const scope = globalThis as unknown as Record<
    "chrome" | "browser",
    | {
        extension?: { getViews: () => unknown[] };
        runtime?: { sendMessage: () => Promise<unknown> };
      }
    | undefined
  >;
  for (const name of ["chrome", "browser"] as const) {
    const { extension, runtime } = scope[name] ?? {};
    if (extension !== undefined) extension.getViews = () => (isPopup ? [window] : []);
    if (runtime !== undefined) {
      runtime.sendMessage = () =>
        Promise.resolve({
          ok: true,
          value: "https://hcfllbcnpmlmecoaoafckjdddchmpdno.chromiumapp.org/",
        });
    }
  }
}

/** Runs in the page: another direction, and words as long as other languages have them. */
function dress({ direction, stretch }: { direction: "rtl" | null; stretch: number }): void {
  if (direction !== null) document.documentElement.dir = direction;
  if (stretch === 1) return;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    const more = Math.round(text.trim().length * (stretch - 1));
    if (/\p{L}{3}/u.test(text)) node.textContent = `${text}${"\u00eb".repeat(more)}`;
  }
}

/** Waits until pictures are loaded and what was loaded late is drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  );
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}
