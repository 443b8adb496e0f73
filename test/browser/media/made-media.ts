import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runFfmpeg } from "./run-ffmpeg";

const MOVING = ["-f", "lavfi", "-i"];

/** A test picture of moving shapes as ffmpeg draws it. */
export function shapes(size: string, framesPerSecond: number, seconds: number): string[] {
  return [...MOVING, `testsrc2=s=${size}:r=${framesPerSecond}:d=${seconds}`];
}

/** A sound of one note. */
export function note(seconds: number): string[] {
  return [...MOVING, `sine=frequency=440:duration=${seconds}`];
}

/** A picture that no encoder makes small. */
export function noise(size: string, format = "rgb24"): string[] {
  return [
    ...MOVING,
    `testsrc2=s=${size}:r=1:d=1,noise=alls=60:allf=t:all_seed=7,format=${format}`,
    ...["-frames:v", "1"],
  ];
}

/** Media that a test makes for itself, in a folder that is removed with it. */
export class MadeMedia {
  readonly #folder = mkdtempSync(join(tmpdir(), "made-media-"));

  /** Where a file lies. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Makes a file with ffmpeg, the name of which tells its container. */
  make(name: string, args: readonly string[]): Uint8Array {
    runFfmpeg([...args, this.path(name)]);
    return this.bytes(name);
  }

  bytes(name: string): Uint8Array {
    return new Uint8Array(readFileSync(this.path(name)));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
