import { expect } from "vitest";
import type { ConversionTask } from "../../../lib/convert/conversion-task";
import { judgeOutcome, type PromisedFilm } from "../../../lib/convert/promised-film";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { bytesInMemory, type MediaBytes } from "../../../lib/media/media-bytes";

/**
 * Has a film made of stored bytes, and returns it once it was found to be what was promised.
 *
 * @throws what `make` throws
 */
export async function makeFilm(
  source: MediaBytes,
  make: (task: ConversionTask) => Promise<PromisedFilm>,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(source.size * 2);
  let totalBytes = 0;
  const promised = await make({
    source,
    type: "video/mp4",
    mustEncode: null,
    isDamaged: false,
    tier: "standard",
    signal: new AbortController().signal,
    report: () => Promise.resolve(),
    file: {
      write(data, offset) {
        out.set(data, offset);
        totalBytes = Math.max(totalBytes, offset + data.length);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
  });
  const film = out.slice(0, totalBytes);
  const inspected = await inspectMedia(bytesInMemory(film));
  if (!inspected.ok) throw new Error(`X would refuse it as ${inspected.refusal.code}`);
  expect(await judgeOutcome(bytesInMemory(film), inspected, promised)).toBeNull();
  return film;
}
