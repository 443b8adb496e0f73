import type { BenchLink } from "./bench-link";

/** A file and a link, with how close to the link's limit the extension has to come. */
export interface UploadCase {
  readonly name: string;
  readonly totalBytes: number;
  readonly link: BenchLink;
  readonly target: number;
  /** The same while the site still sends the file: a row of its own where there is a target. */
  readonly coming?: { readonly what: string; readonly target: number };
}

const MEGA = 1_000_000;

/** From a usual link to a slow one. */
export const UPLOAD_CASES: readonly UploadCase[] = [
  {
    name: "64 MB, 100 Mbit/s, 100 ms",
    totalBytes: 64 * MEGA,
    link: { bitsPerSecond: 100 * MEGA, roundTripMs: 100 },
    target: 1.05,
  },
  {
    name: "16 MB, 20 Mbit/s, 150 ms",
    totalBytes: 16 * MEGA,
    link: { bitsPerSecond: 20 * MEGA, roundTripMs: 150 },
    target: 1.05,
  },
  {
    name: "256 MB, 400 Mbit/s, 40 ms",
    totalBytes: 256 * MEGA,
    link: { bitsPerSecond: 400 * MEGA, roundTripMs: 40 },
    target: 1.15,
    coming: { what: "256 MB while the site still sends", target: 1.25 },
  },
  {
    name: "2 MB, 1 Mbit/s, 300 ms",
    totalBytes: 2 * MEGA,
    link: { bitsPerSecond: MEGA, roundTripMs: 300 },
    target: 1.1,
  },
];
