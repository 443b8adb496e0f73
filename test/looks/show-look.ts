import type { Page } from "playwright-core";
import type { OnDeviceModel } from "../../lib/popup/on-device-model";
import type { Look } from "./look";
import { fillDatabase, fillingOf } from "./seed-store";

/** How a state is looked at. */
export interface Viewing {
  readonly colorScheme: "light" | "dark";
  readonly forcedColors?: "active";
  /** The browser's own zoom. */
  readonly zoom?: number;
}

/** The popup's size, a window's, Chromium's narrowest side panel, and a sidebar of Firefox made narrow. */
const SIZES = {
  popup: { width: 380, height: 600 },
  tab: { width: 900, height: 700 },
  side: { width: 360, height: 800 },
  narrow: { width: 260, height: 700 },
} as const;

/**
 * Shows a state in a page of its browser: fills the store, loads the page of the extension, does what a
 * person does first, and waits until nothing changes any more. The extension must have made its tables.
 *
 * @param origin of the extension, without a slash at its end
 */
export async function showLook(
  page: Page,
  origin: string,
  look: Look,
  viewing: Viewing,
): Promise<void> {
  // A file of the extension without scripts: nothing reads the store while it is filled.
  await page.goto(`${origin}/icons/16.png`);
  await page.evaluate(fillDatabase, fillingOf(look.store));
  const { colorScheme, forcedColors, zoom = 1 } = viewing;
  await page.emulateMedia({
    colorScheme,
    reducedMotion: "reduce",
    forcedColors: forcedColors ?? null,
  });
  const { width, height } = SIZES[look.frame];
  await page.setViewportSize({
    // The browser makes a zoomed popup wider, but no higher; beside the page a person does.
    width: look.frame === "tab" ? Math.round(width / zoom) : width,
    height: Math.round(height / zoom),
  });
  await page.goto(`${origin}/${look.page}?${look.frame}${look.hasModel === true ? "#model" : ""}`);
  await page.locator(".main > :not(.sent):visible").first().waitFor();
  await settle(page);
  if (look.act === undefined) return;
  await look.act(page);
  await settle(page);
}

/** Makes the pages of the extension that a tab will show believe in their frame, and wake no worker. */
export async function prepareLooks(page: Page): Promise<void> {
  await page.addInitScript(pretend);
}

/** Runs in the page before its own code. */
function pretend(): void {
  const isPopup = location.search === "?popup";
  const scope = globalThis as Partial<
    Record<
      "chrome" | "browser",
      {
        extension?: { getViews: () => unknown[] };
        runtime?: { sendMessage: () => Promise<unknown> };
        scripting?: { executeScript: () => Promise<unknown> };
        tabs?: { sendMessage: () => Promise<unknown> };
      }
    >
  >;
  if (location.hash === "#model") {
    // Assigned one by one: what compiles this file would wrap a function that gets its name from a literal.
    const session: Partial<Awaited<ReturnType<OnDeviceModel["create"]>>> = {};
    session.prompt = () => Promise.resolve("Three fishing boats lie in a harbor at dusk");
    session.destroy = () => undefined;
    const model: { -readonly [Name in keyof OnDeviceModel]?: unknown } = {};
    model.availability = () => Promise.resolve("available");
    model.create = () => Promise.resolve(session);
    Object.assign(globalThis, { LanguageModel: model });
  }
  const found = ["harbor.jpg", "dunes.png", "forest.webp", "lighthouse.mp4"].map((name, index) => ({
    key: name,
    kind: name.endsWith("mp4") ? "video" : "image",
    url: `https://harbor.art/${name}`,
    widthPx: 1600 - 400 * index,
    heightPx: 1200 - 300 * index,
    altText: index === 0 ? "Three boats" : "",
    thumbnail: "",
  }));
  for (const name of ["chrome", "browser"] as const) {
    const { extension, runtime, scripting, tabs } = scope[name] ?? {};
    if (extension !== undefined) extension.getViews = () => (isPopup ? [window] : []);
    if (scripting !== undefined) {
      scripting.executeScript = () => Promise.resolve([{ frameId: 0 }]);
    }
    if (tabs !== undefined) {
      const answer = { frameUrl: "https://harbor.art/", found, isCut: false };
      tabs.sendMessage = () => Promise.resolve({ ok: true, answer });
    }
    if (runtime !== undefined) {
      runtime.sendMessage = () =>
        Promise.resolve({
          ok: true,
          value: "https://hcfllbcnpmlmecoaoafckjdddchmpdno.chromiumapp.org/",
        });
    }
  }
}

/** Waits until pictures and films are loaded, and what is loaded late is drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const QUIET_MS = 80;
    let changedAtMs = performance.now();
    const watch = new MutationObserver(() => (changedAtMs = performance.now()));
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    // Said in the loop itself: a function with a name would be wrapped by what compiles this file.
    while (
      performance.now() - changedAtMs < QUIET_MS ||
      ![...document.images].every(({ complete, loading }) => complete || loading === "lazy") ||
      ![...document.querySelectorAll("video")].every(({ readyState }) => readyState >= 2)
    ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    watch.disconnect();
  });
}
