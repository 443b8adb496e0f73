/** The oldest major version that can run the extension (its `strict_min_version`). */
export const OLDEST_FIREFOX = 140;

const LINUX_COMMANDS = ["firefox-esr", "firefox"];

/**
 * Lists the absolute paths where Firefox is usually installed, in the order in which they are to be
 * tried. The paths need not exist.
 */
export function firefoxCandidates(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  switch (platform) {
    case "win32":
      return ["PROGRAMFILES", "PROGRAMFILES(X86)"].flatMap((name) => {
        const folder = env[name];
        return folder === undefined ? [] : [`${folder}\\Mozilla Firefox\\firefox.exe`];
      });
    case "darwin":
      return ["/Applications/Firefox.app/Contents/MacOS/firefox"];
    default: {
      const folders = (env["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
      return LINUX_COMMANDS.flatMap((command) => folders.map((folder) => `${folder}/${command}`));
    }
  }
}

/** Reads what `--version` prints, such as "Mozilla Firefox 153.7.0esr"; undefined for anything else. */
export function parseFirefoxVersion(text: string): string | undefined {
  return /\bFirefox (\d+(?:\.\d+)+)/.exec(text)?.[1];
}
