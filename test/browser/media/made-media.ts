import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const galleryMedia = (name: string) =>
  fileURLToPath(new URL(`../../pages/media/${name}`, import.meta.url));

/** Dunes under a pale sun, `filter`ed by ffmpeg, as a still picture. */
export function dunes(filter: string): string[] {
  return ["-i", galleryMedia("dunes.png"), "-vf", filter, "-frames:v", "1"];
}

/** The beam of a lighthouse turns: 640 × 360, 15 frames a second, 60 frames, without the surf's sound. */
export function lighthouse(filter: string, frames = 30): string[] {
  const input = ["-i", galleryMedia("lighthouse.mp4")];
  return [...input, "-map", "0:v", "-vf", filter, "-frames:v", String(frames)];
}

/** The same with the sound of the surf, `secs` of both. */
export function surf(filter: string, secs: number): string[] {
  const input = ["-stream_loop", "-1", "-i", galleryMedia("lighthouse.mp4")];
  return [...input, "-vf", filter, "-t", String(secs)];
}

/** Coders that a test can wait for. */
export const CODERS = {
  h264: ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
  vp8: ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M"],
  vp9: ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M"],
  hevc: ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"],
  av1: ["-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "25"],
} as const;

/** Media that a test makes for itself, in a folder that is removed with it. */
export class MadeMedia {
  readonly #folder = mkdtempSync(join(tmpdir(), "made-media-"));

  /** Where a file lies. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Makes a file with ffmpeg; its name tells the container. @throws with ffmpeg's own words */
  make(name: string, args: readonly string[]): Uint8Array {
    execFileSync("ffmpeg", ["-v", "error", "-nostdin", "-y", ...args, this.path(name)], {
      stdio: ["ignore", "ignore", "pipe"],
      timeout: 120_000,
    });
    return this.bytes(name);
  }

  write(name: string, bytes: Uint8Array): Uint8Array {
    writeFileSync(this.path(name), bytes);
    return bytes;
  }

  bytes(name: string): Uint8Array {
    return new Uint8Array(readFileSync(this.path(name)));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
