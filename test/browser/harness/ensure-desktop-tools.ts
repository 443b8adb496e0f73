import { installPackages, isOnPath } from "./install-packages";

const TOOLS = [
  { command: "Xvfb", debianPackage: "xvfb" },
  { command: "xdotool", debianPackage: "xdotool" },
  // The independent judge of converted media, which makes their sources too.
  { command: "ffprobe", debianPackage: "ffmpeg" },
];

/**
 * Makes sure that Xvfb, xdotool, ffmpeg and ffprobe can be run, and installs them with apt-get where that is allowed.
 * Linux only. Throws one sentence of what to do when they cannot be had.
 */
export function ensureDesktopTools(): void {
  if (process.platform !== "linux") {
    throw new Error("A real right click needs Xvfb and xdotool, which exist on Linux only.");
  }
  const missing = missingPackages();
  if (missing.length > 0) {
    installPackages(missing);
  }
  const stillMissing = missingPackages();
  if (stillMissing.length > 0) {
    throw new Error(`Install these packages and start again: ${stillMissing.join(" ")}.`);
  }
}

function missingPackages(): string[] {
  return TOOLS.filter(({ command }) => !isOnPath(command)).map((tool) => tool.debianPackage);
}
