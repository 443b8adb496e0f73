import { openBoxReader, walkBoxes } from "../media/iso-boxes";
import type { MediaBytes } from "../media/media-bytes";
import { type BytePatch, withPatches } from "../media/patched-bytes";
import type { StreamRun } from "../media/stream-run";
import { childrenOf, type MemoryBox } from "../media/strip/memory-boxes";

const FREE = new TextEncoder().encode("free");
const NOTHING = new Uint8Array(4);
/** Where in a table of samples the count of its rows stands. Format: ISO/IEC 14496-12, 8.6 and 8.7. */
const COUNT_AT: Readonly<Record<string, number>> = {
  stts: 4,
  ctts: 4,
  stss: 4,
  stsc: 4,
  stco: 4,
  co64: 4,
  stsz: 8,
};
const CONTAINERS = ["trak", "mdia", "minf", "stbl"];

/**
 * Shows of an MP4 whose index names some samples and whose fragments name the rest only one of the two: the library
 * that reads it (mediabunny 1.61.0) passes over the fragments of a file whose index names a sample.
 *
 * @throws as `file.read`; `MalformedFilm` where the index makes no sense
 */
export async function openHalf(
  file: MediaBytes,
  half: NonNullable<StreamRun["half"]>,
): Promise<MediaBytes> {
  const patches: BytePatch[] = [];
  await walkBoxes(openBoxReader(file), { start: 0, end: file.size }, async (box) => {
    if (half === "index" && box.type === "moof") patches.push({ at: box.start + 4, bytes: FREE });
    if (half === "fragments" && box.type === "moov") {
      const bytes = await file.read(box.start, box.end);
      const contentStart = box.contentStart - box.start;
      const index = { type: "moov", start: 0, contentStart, end: bytes.length };
      patches.push(...emptyTables(bytes, index, box.start));
    }
  });
  return withPatches(file, patches);
}

function emptyTables(bytes: Uint8Array, box: MemoryBox, fileOffset: number): BytePatch[] {
  return childrenOf(bytes, box).flatMap((child) => {
    if (CONTAINERS.includes(child.type)) return emptyTables(bytes, child, fileOffset);
    const countAt = COUNT_AT[child.type];
    return countAt === undefined
      ? []
      : { at: fileOffset + child.contentStart + countAt, bytes: NOTHING };
  });
}
