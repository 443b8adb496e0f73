import { chromium, type Browser, type BrowserContext } from "playwright-core";
import { browserArguments, loadsFromCommandLine } from "./browser-arguments";
import { controlBrowser, type ExtensionBrowser } from "./extension-browser";
import { findBrowser, type BrowserChoice } from "./find-browser";
import { rememberBrowser } from "./open-browsers";
import { openProfile } from "./profile-folder";
import { SCREEN_SIZE, type VirtualDisplay } from "./virtual-display";
import { waitUntil } from "./wait-until";

/** How to launch; only the folder and the mapped hosts must be told. */
export interface LaunchOptions {
  /** Absolute path of the built extension. */
  readonly extensionDir: string;
  /** Which host and port is answered by which port on 127.0.0.1: `{"api.x.com:443": 4443}`. */
  readonly resolve: Readonly<Record<string, number>>;
  /** The profile of an earlier launch; a new temporary one unless told. */
  readonly userDataDir?: string;
  /** Where the window opens; the person's own display unless told. */
  readonly display?: VirtualDisplay;
  readonly headless?: boolean;
  /** What pages and the popup see; the browser's own frame stays light. */
  readonly colorScheme?: "light" | "dark";
  /** A language tag such as "de". */
  readonly locale?: string;
  /** Keeps hosts reachable that `resolve` does not name; false unless told. */
  readonly reachOtherHosts?: boolean;
  /** Leaves the page open that the extension opens when it is installed; closed unless told. */
  readonly keepWelcome?: boolean;
  readonly extraArgs?: readonly string[];
  /** The browser to take; findBrowser() unless told. */
  readonly browser?: BrowserChoice;
}

/**
 * Starts a browser with the extension in it and returns when the extension is installed. The worker
 * may not run at that moment (see worker()). When this process ends, the browser ends with it.
 */
export async function launchExtension(options: LaunchOptions): Promise<ExtensionBrowser> {
  const choice = options.browser ?? (await findBrowser());
  const headless = options.headless ?? false;
  const profile = openProfile(options.userDataDir);
  // Without it Playwright hides the page of the toolbar popup, whose CDP target begins as "other".
  process.env["PW_CHROMIUM_ATTACH_TO_OTHER"] = "1";
  // Else DevTools keeps the bodies of what the worker has sent, up to 200 MB of them in the browser's own process.
  process.env["PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK"] = "1";
  const context = await chromium.launchPersistentContext(profile.path, {
    executablePath: choice.executablePath,
    // Playwright's own headless mode is another program, without extensions; see browserArguments.
    headless: false,
    // Playwright adds it, and an extension loaded over the debugging pipe would then never start.
    ignoreDefaultArgs: ["--disable-extensions"],
    viewport: null,
    ignoreHTTPSErrors: true,
    // Playwright's handler would close the browser and then let this process go on.
    handleSIGTERM: false,
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    env: environment(options.display, options.locale),
    args: [
      ...browserArguments({
        kind: choice.kind,
        extensionDir: options.extensionDir,
        resolve: options.resolve,
        headless,
        onVirtualDisplay: options.display !== undefined && !headless,
        locale: options.locale,
        windowSize: SCREEN_SIZE,
        reachOtherHosts: options.reachOtherHosts ?? false,
      }),
      ...(options.extraArgs ?? []),
    ],
  });
  rememberBrowser(context);
  try {
    const browser = context.browser();
    if (browser === null) {
      throw new Error("Playwright gave no browser for the profile.");
    }
    const extensionId = await installedExtensionId(browser, choice, options.extensionDir);
    if (profile.isNew && options.keepWelcome !== true) await closeWelcome(context, extensionId);
    return controlBrowser({ context, browser, extensionId, profile });
  } catch (error) {
    await context.close();
    profile.remove();
    throw error;
  }
}

/** It would come to the front at some moment or other, and take the focus from what is tested. */
async function closeWelcome(context: BrowserContext, extensionId: string): Promise<void> {
  const address = `chrome-extension://${extensionId}/welcome.html`;
  const page = await waitUntil("the welcome page to open", () =>
    context.pages().find((opened) => opened.url() === address),
  );
  await page.close();
}

async function installedExtensionId(
  browser: Browser,
  choice: BrowserChoice,
  extensionDir: string,
): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  try {
    const find = async () => {
      const { extensions } = await session.send("Extensions.getExtensions");
      return extensions.find(({ path, enabled }) => path === extensionDir && enabled)?.id;
    };
    // A profile that is opened again brings the extension along; loading it anew would reload it.
    const present = await find();
    if (present !== undefined) {
      return present;
    }
    if (loadsFromCommandLine(choice.kind)) {
      return await waitUntil("the extension to be installed", find);
    }
    return (await session.send("Extensions.loadUnpacked", { path: extensionDir })).id;
  } finally {
    await session.detach();
  }
}

function environment(
  display: VirtualDisplay | undefined,
  locale: string | undefined,
): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(inherited),
    ...(display === undefined ? {} : { DISPLAY: display.name }),
    // On Linux the language of the browser's own texts comes from here, not from --lang.
    ...(locale === undefined ? {} : { LANGUAGE: locale }),
  };
}
