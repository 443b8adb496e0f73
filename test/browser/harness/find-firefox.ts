import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { majorVersion } from "./browser-candidates";
import { firefoxCandidates, OLDEST_FIREFOX, parseFirefoxVersion } from "./firefox-candidates";
import { installPackages } from "./install-packages";

/** A Firefox on this machine that can run the extension. */
export interface FirefoxChoice {
  /** Absolute path. */
  readonly executablePath: string;
  /** Such as "153.7.0". */
  readonly version: string;
}

/**
 * Finds a Firefox, and installs Debian's `firefox-esr` where there is none and that is allowed. The
 * environment variable TWEET_FIREFOX names the executable to take instead.
 *
 * @throws one sentence of what to do when none can be had, or the named one is too old
 */
export function findFirefox(): FirefoxChoice {
  const named = process.env["TWEET_FIREFOX"];
  if (named !== undefined && named !== "") {
    const choice = inspectFirefox(named);
    if (choice === undefined) {
      throw new Error(
        `TWEET_FIREFOX (${named}) is not a Firefox of version ${OLDEST_FIREFOX} or later.`,
      );
    }
    return choice;
  }
  const choice = installedFirefox() ?? installWithApt();
  if (choice === undefined) {
    throw new Error(
      `Install Firefox ${OLDEST_FIREFOX} or later (firefox-esr on Debian), or set TWEET_FIREFOX to its path.`,
    );
  }
  return choice;
}

function installedFirefox(): FirefoxChoice | undefined {
  for (const path of firefoxCandidates(process.platform, process.env)) {
    const choice = inspectFirefox(path);
    if (choice !== undefined) return choice;
  }
  return undefined;
}

function installWithApt(): FirefoxChoice | undefined {
  return installPackages(["firefox-esr"]) ? installedFirefox() : undefined;
}

function inspectFirefox(executablePath: string): FirefoxChoice | undefined {
  // A snap has a /tmp of its own: such a browser sees neither the profile nor the extension.
  if (!existsSync(executablePath) || realpathSync(executablePath).startsWith("/snap/")) {
    return undefined;
  }
  const { stdout } = spawnSync(executablePath, ["--version"], {
    encoding: "utf8",
    timeout: 20_000,
  });
  const version = parseFirefoxVersion(stdout ?? "");
  return version === undefined || majorVersion(version) < OLDEST_FIREFOX
    ? undefined
    : { executablePath, version };
}
