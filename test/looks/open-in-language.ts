import type { BrowserContext } from "playwright-core";
import { EXTENSION_DIR } from "../browser/extension-world";
import { launchExtension } from "../browser/harness/launch-extension";
import { makePseudoExtension } from "./pseudo-language";

/** A language of the browser's own texts; `longer`: longer than each of them. */
export type Language =
  | "en"
  | "ar"
  | "de"
  | "es"
  | "fr"
  | "he"
  | "ja"
  | "pt-BR"
  | "zh-CN"
  | "longer";

/** A browser without a window that speaks a language, with the extension and its empty tables. */
export interface LanguageBrowser {
  readonly context: BrowserContext;
  /** Of the extension, without a slash at its end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Opens it; nothing outlives close() but the process's end. */
export async function openInLanguage(language: Language): Promise<LanguageBrowser> {
  const pseudo = language === "longer" ? makePseudoExtension(EXTENSION_DIR) : null;
  const browser = await launchExtension({
    extensionDir: pseudo?.dir ?? EXTENSION_DIR,
    resolve: {},
    headless: true,
    ...(pseudo === null && { locale: language }),
  });
  // The extension itself makes its tables.
  const first = await browser.openPage("popup.html");
  await first.locator(".main > :not(.sent)").first().waitFor();
  await first.close();
  return {
    context: browser.context,
    origin: `chrome-extension://${browser.extensionId}`,
    async close() {
      await browser.close();
      pseudo?.remove();
    },
  };
}
