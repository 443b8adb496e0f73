import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import {
  browserCandidates,
  majorVersion,
  OLDEST_MAJOR_VERSION,
  parseBrowserVersion,
  type BrowserKind,
} from "./browser-candidates";
import { installPackages } from "./install-packages";

/** A browser on this machine that can run the extension. */
export interface BrowserChoice {
  /** Absolute path. */
  readonly executablePath: string;
  readonly kind: BrowserKind;
  /** Four numbers, such as "156.0.8078.79". */
  readonly version: string;
}

const INSTALL_TIMEOUT_MS = 10 * 60 * 1000;

/**
 * Finds a Chromium, Edge or Chrome, and installs a Chromium where there is none: with apt-get on
 * Debian and Ubuntu when that is allowed, else with Playwright's installer. The environment variable
 * TWEET_BROWSER names the executable to take instead. Throws one sentence of what to do when no
 * browser can be had, or when the named one does not run or is older than version 148.
 */
export async function findBrowser(): Promise<BrowserChoice> {
  const named = process.env["TWEET_BROWSER"];
  if (named !== undefined && named !== "") {
    const choice = inspectBrowser(named);
    if (choice === undefined) {
      throw new Error(
        `TWEET_BROWSER (${named}) is not a browser of version ${OLDEST_MAJOR_VERSION} or later.`,
      );
    }
    return choice;
  }
  const choice = installedBrowser() ?? installWithApt() ?? installWithPlaywright();
  if (choice === undefined) {
    throw new Error(
      `Install Chromium, Edge or Chrome ${OLDEST_MAJOR_VERSION} or later, or set TWEET_BROWSER to its path.`,
    );
  }
  return choice;
}

function installedBrowser(): BrowserChoice | undefined {
  for (const path of [
    ...browserCandidates(process.platform, process.env),
    chromium.executablePath(),
  ]) {
    const choice = inspectBrowser(path);
    if (choice !== undefined) {
      return choice;
    }
  }
  return undefined;
}

function installWithApt(): BrowserChoice | undefined {
  return installPackages(["chromium"]) ? installedBrowser() : undefined;
}

function installWithPlaywright(): BrowserChoice | undefined {
  const packageFolder = dirname(
    createRequire(import.meta.url).resolve("playwright-core/package.json"),
  );
  spawnSync(process.execPath, [join(packageFolder, "cli.js"), "install", "chromium"], {
    stdio: "inherit",
    timeout: INSTALL_TIMEOUT_MS,
  });
  return inspectBrowser(chromium.executablePath());
}

function inspectBrowser(executablePath: string): BrowserChoice | undefined {
  // A snap has a /tmp of its own: such a browser sees neither the profile nor the extension.
  if (!existsSync(executablePath) || realpathSync(executablePath).startsWith("/snap/")) {
    return undefined;
  }
  const found = parseBrowserVersion(versionText(executablePath));
  return found === undefined || majorVersion(found.version) < OLDEST_MAJOR_VERSION
    ? undefined
    : { executablePath, ...found };
}

function versionText(executablePath: string): string {
  if (process.platform === "win32") {
    // On Windows `--version` opens a window; the version is the name of a folder beside the program.
    const folder = dirname(executablePath);
    const product = /msedge/i.test(executablePath)
      ? "Microsoft Edge"
      : /\\Google\\Chrome\\/i.test(executablePath)
        ? "Google Chrome"
        : "Chromium";
    return `${product} ${readdirSync(folder).join(" ")}`;
  }
  const { stdout } = spawnSync(executablePath, ["--version"], {
    encoding: "utf8",
    timeout: 20_000,
  });
  return stdout ?? "";
}
