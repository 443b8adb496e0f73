import type { ExtensionWorld } from "../browser/extension-world";
import type { BenchRow } from "./bench-row";
import { type MemoryGrowth, watchMemory } from "./memory-watch";
import { type Beginning, refuseEarlyUpload } from "./run-extension";

const VIDEO_BYTES = 512 * 1_000_000;
const SMALL_BYTES = 16 * 1_000_000;
const PATIENCE_MS = 240_000;

/**
 * How much memory a video of 512 MB takes at its peak, from the click until X has all of it: sent while the site
 * still sends it, and sent out of the store. A small one goes before: what a browser takes for the first video of
 * all, whatever its size (155 to 208 MB were seen for 16 MB, mostly of the extension's pages), does not count, so that
 * the row is the same alone and in a whole run.
 */
export async function measureMemory(world: ExtensionWorld): Promise<BenchRow[]> {
  await post(SMALL_BYTES, "coming", world);
  const coming = await post(VIDEO_BYTES, "coming", world);
  const stored = await post(VIDEO_BYTES, "stored", world);
  return [
    row("JS heap growth in the worker, 512 MB video", 32, coming.heapBytes),
    {
      ...row("memory growth of the whole browser, 512 MB video", 150, coming.browserBytes),
      note: describeKinds(coming.byKind),
    },
    {
      ...row("the same, sent out of the store", 150, stored.browserBytes),
      note: describeKinds(stored.byKind),
    },
  ];
}

async function post(
  totalBytes: number,
  beginning: Beginning,
  world: ExtensionWorld,
): Promise<MemoryGrowth> {
  await world.clear();
  const { x, gallery } = world;
  x.change({ latencyMs: 20 });
  if (beginning === "stored") refuseEarlyUpload(x);
  const query = `?bytes=${totalBytes}`;
  const { page, media } = await world.visit("large-video", query);
  // Runs already when it is looked at first.
  await (await world.openComposer()).page.close();
  const growth = await watchMemory(world, async () => {
    await world.tweet(page, media);
    await x.waitForLog(
      ({ operation, status }) => operation === "finalize" && status === 200,
      PATIENCE_MS,
    );
  });
  const [uploaded] = x.allMedia();
  if (uploaded?.sha256 !== gallery.sha256Of(`/large/video.mp4${query}`)) {
    throw new Error("X has other bytes than the site");
  }
  return growth;
}

function row(what: string, target: number, bytes: number): BenchRow {
  return { what, unit: "MB", target, reached: bytes / 1_000_000 };
}

/** The kinds of processes that have grown most, in MB. */
function describeKinds(byKind: ReadonlyMap<string, number>): string {
  return [...byKind]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([kind, bytes]) => `${kind} ${(bytes / 1_000_000).toFixed(0)}`)
    .join(", ");
}
