import type { ExtensionWorld } from "../browser/extension-world";
import type { BenchRow } from "./bench-row";
import { watchMemory } from "./memory-watch";

const VIDEO_BYTES = 512 * 1_000_000;
const PATIENCE_MS = 240_000;

/** How much memory a video of 512 MB takes at its peak, from the click until X has all of it. */
export async function measureMemory(world: ExtensionWorld): Promise<BenchRow[]> {
  await world.clear();
  const { x, gallery } = world;
  x.change({ latencyMs: 20 });
  const query = `?bytes=${VIDEO_BYTES}`;
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
  return [
    row("JS heap growth in the worker, 512 MB video", 32, growth.heapBytes),
    {
      ...row("memory growth of the whole browser, 512 MB video", 150, growth.browserBytes),
      note: describeKinds(growth.byKind),
    },
  ];
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
