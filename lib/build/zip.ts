import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { zipForStores } from "./zip-for-stores";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = join(ROOT, ".output/store");

// Makes what the stores take, and the checksums by which anybody can compare a build of their own.
const zips = await zipForStores(ROOT, FOLDER);
const checksums = zips.map(
  (zip) => `${createHash("sha256").update(readFileSync(zip)).digest("hex")}  ${basename(zip)}\n`,
);
writeFileSync(join(FOLDER, "SHA256SUMS"), checksums.join(""));
process.stdout.write(checksums.join(""));
