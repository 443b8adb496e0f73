import { readFileSync, writeFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";

/** The oldest day that a zip can name; west of Greenwich the day before it would be out of range. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Writes a zip anew with its files by name, without folders and without times, so that the same
 * files give the same bytes. WXT 0.20, the last that supports Node 20, packs the time into each.
 */
export function repackZip(path: string): void {
  const files = Object.entries(unzipSync(readFileSync(path)))
    .filter(([name]) => !name.endsWith("/"))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(path, zipSync(Object.fromEntries(files), { level: 9, mtime: NO_TIME, os: 3 }));
}
