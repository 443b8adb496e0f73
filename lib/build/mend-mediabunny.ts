import type { Plugin } from "vite";

const MODULE = "mediabunny/dist/modules/src/matroska/ebml.js";
const BROKEN = "if (slice.length < MAX_VAR_INT_SIZE)";
const MENDED = "if (slice.length <= MAX_VAR_INT_SIZE)";

/**
 * Mends a loop without end in mediabunny 1.61.0. `resync` in `src/matroska/ebml.ts` looks for the next cluster
 * behind bytes that make no sense. Each of its rounds goes on by the bytes it has, less the eight of the
 * longest number; with exactly eight left, which is where each unsuccessful search arrives, it goes on by
 * none and begins the same round again. So any WEBM or Matroska file whose end is damaged hangs it.
 *
 * @throws (while building) where the library looks different: then see whether this is still needed
 */
export function mendMediabunny(): Plugin {
  return {
    name: "mend-mediabunny",
    transform(code, id) {
      if (!id.replaceAll("\\", "/").endsWith(`/node_modules/${MODULE}`)) return null;
      const mended = mendResync(code);
      if (mended === null) this.error(`${MODULE} looks for clusters in another way.`);
      return { code: mended, map: null };
    },
  };
}

/** The module's code with the loop mended; null where the loop is not there, or not once. */
export function mendResync(code: string): string | null {
  const parts = code.split(BROKEN);
  return parts.length === 2 ? parts.join(MENDED) : null;
}
