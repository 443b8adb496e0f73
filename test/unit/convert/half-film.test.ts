import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openHalf } from "../../../lib/convert/half-film";
import { readFilm } from "../../../lib/media/film/read-film";
import { bytesInMemory } from "../../../lib/media/media-bytes";

const hybrid = new URL("../../pages/media/stream/hybrid.mp4", import.meta.url);
const file = bytesInMemory(new Uint8Array(readFileSync(hybrid)));

describe("half of a film of which an index names some samples and fragments the rest", () => {
  it.each(["index", "fragments"] as const)("shows what its %s name", async (half) => {
    expect((await readFilm(file))?.picture?.samples.count).toBe(60);
    const film = await readFilm(await openHalf(file, half));
    expect(film?.picture?.samples.count).toBe(30);
    expect(film?.isHybrid).toBe(false);
  });

  it.each(["index", "fragments"] as const)(
    "is the same by its %s, in whatever steps it is read",
    async (half) => {
      const opened = await openHalf(file, half);
      const whole = await opened.read(0, opened.size);
      for (const stepBytes of [1, 3, 997]) {
        const steps: Uint8Array[] = [];
        for (let at = 0; at < opened.size; at += stepBytes) {
          steps.push(await opened.read(at, at + stepBytes));
        }
        expect(Buffer.concat(steps).equals(whole)).toBe(true);
      }
    },
  );
});
