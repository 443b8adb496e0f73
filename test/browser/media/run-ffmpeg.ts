import { execFileSync } from "node:child_process";

/** Runs ffmpeg without questions. @throws with its own words when it fails */
export function runFfmpeg(args: readonly string[]): void {
  execFileSync("ffmpeg", ["-v", "error", "-nostdin", "-y", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    timeout: 120_000,
  });
}
