import { spawnSync } from "node:child_process";
import { installPackages } from "../browser/harness/install-packages";

/**
 * Sees that Japanese and Chinese are drawn with letters, and not as boxes: installs Debian's font for them where
 * fontconfig knows none and that is allowed. Where there is no fontconfig (macOS, Windows) the system has its own.
 */
export function ensureFonts(): void {
  const { status, stdout } = spawnSync("fc-list", [":lang=ja", "family"], { encoding: "utf8" });
  if (status !== 0 || stdout.trim() !== "") return;
  if (!installPackages(["fonts-noto-cjk"])) {
    console.warn(
      "No font has Japanese letters: install fonts-noto-cjk, or they are drawn as boxes.",
    );
  }
}
