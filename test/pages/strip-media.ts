/**
 * Takes what nobody sees out of the sample media, as the extension does, so that what arrives at X can be
 * compared with the files. Run by make-media.sh.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { bytesInMemory } from "../../lib/media/media-bytes";
import type { MediaType } from "../../lib/media/media-info";
import { stripMetadata } from "../../lib/media/strip/strip-metadata";
import { readPieces, totalPieceBytes } from "../../lib/media/strip/stripped";

const FILES: readonly (readonly [MediaType, readonly string[]])[] = [
  ["image/gif", ["waves.gif"]],
  ["video/mp4", ["lighthouse.mp4"]],
  ["video/quicktime", ["meadow.mov"]],
  // The pieces of a stream are one film.
  ["video/mp4", ["stream/begin.mp4", "stream/piece0.m4s", "stream/piece1.m4s"]],
];

const urlOf = (name: string) => new URL(`media/${name}`, import.meta.url);

async function main(): Promise<void> {
  for (const [mediaType, names] of FILES) {
    const parts = names.map((name) => readFileSync(urlOf(name)));
    const file = bytesInMemory(new Uint8Array(Buffer.concat(parts)));
    const stripped = await stripMetadata(file, mediaType);
    if (stripped.outcome === "cannot-be-cleaned")
      throw new Error(`${names.join(", ")}: ${stripped.outcome}`);
    if (stripped.outcome === "clean") continue;
    const whole = await readPieces(file, stripped.pieces, 0, totalPieceBytes(stripped.pieces));
    let at = 0;
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      const end = isLast ? whole.length : at + (parts[index]?.length ?? 0);
      writeFileSync(urlOf(name), whole.subarray(at, end));
      at = end;
    }
  }
}

await main();
