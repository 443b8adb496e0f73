/** Which product a browser is: branded Chrome and Edge are "chrome" and "edge", all else "chromium". */
export type BrowserKind = "chromium" | "edge" | "chrome";

/**
 * The oldest major version that can run the extension (its `minimum_chrome_version`).
 */
export const OLDEST_MAJOR_VERSION = 148;

const LINUX_COMMANDS = [
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "microsoft-edge-stable",
  "google-chrome",
  "google-chrome-stable",
];

const MAC_APPLICATIONS = ["Chromium", "Microsoft Edge", "Google Chrome"];

const WINDOWS_PROGRAMS = [
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
  String.raw`Google\Chrome\Application\chrome.exe`,
];

/**
 * Lists the absolute paths where Chromium, Edge and Chrome are usually installed, in the order in
 * which they are to be tried. The paths need not exist.
 */
export function browserCandidates(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  switch (platform) {
    case "win32":
      return WINDOWS_PROGRAMS.flatMap((program) =>
        ["LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"].flatMap((name) => {
          const folder = env[name];
          return folder === undefined ? [] : [`${folder}\\${program}`];
        }),
      );
    case "darwin":
      return MAC_APPLICATIONS.flatMap((name) =>
        [
          "/Applications",
          ...(env["HOME"] === undefined ? [] : [`${env["HOME"]}/Applications`]),
        ].map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`),
      );
    default: {
      const folders = (env["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
      return LINUX_COMMANDS.flatMap((command) => folders.map((folder) => `${folder}/${command}`));
    }
  }
}

/**
 * Reads what `--version` prints, such as "Chromium 156.0.8078.79 built on Debian GNU/Linux 12".
 * Returns undefined where no version of four numbers is in it (a snap stub prints advice instead).
 */
export function parseBrowserVersion(
  text: string,
): { kind: BrowserKind; version: string } | undefined {
  const version = /\b\d+\.\d+\.\d+\.\d+\b/.exec(text)?.[0];
  return version === undefined ? undefined : { kind: kindOf(text), version };
}

/** The first number of a version: "156.0.8078.79" is 156. */
export function majorVersion(version: string): number {
  return Number.parseInt(version, 10);
}

function kindOf(text: string): BrowserKind {
  if (/microsoft edge/i.test(text)) {
    return "edge";
  }
  return /google chrome(?! for testing)/i.test(text) ? "chrome" : "chromium";
}
