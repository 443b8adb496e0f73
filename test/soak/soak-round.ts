import { browserPid, readBytesByKind, sumOf } from "../bench/browser-processes";
import { runExtension } from "../bench/run-extension";
import type { ExtensionWorld } from "../browser/extension-world";
import { waitUntil } from "../browser/harness/wait-until";
import { transferMs } from "../bench/bench-link";
import type { UploadCase } from "../bench/upload-cases";

const WEIGH_EVERY_MS = 500;

/** How fast the site sends: as fast as it can, or over a line like that to X. */
export type SiteSpeed = "fast" | "as X";

/** What one capture and upload came to. */
export interface SoakRound {
  /** From the first request of the upload to the last answer. */
  readonly uploadMs: number;
  /** How long the site still sent after the first segment had begun to leave. */
  readonly bothMs: number;
  /** The most memory that all of the browser's processes had together. */
  readonly peakBytes: number;
}

/**
 * Captures a video that is uploaded while its site still sends it, compares what X received with what the site has,
 * posts it, and waits until its bytes are freed.
 *
 * @throws where X has other bytes, where the capture was over before the upload began, or where bytes are left
 */
export async function runRound(
  upload: UploadCase,
  site: SiteSpeed,
  world: ExtensionWorld,
): Promise<SoakRound> {
  const end = new AbortController();
  const weighing = weigh(world, end.signal);
  const round = async () => {
    const watching = watchBoth(upload, world);
    const [{ tookMs }, bothMs] = await Promise.all([
      runExtension(upload, "coming", world, site === "fast" ? undefined : upload.link),
      watching,
    ]);
    await postAndFree(world);
    return { uploadMs: tookMs, bothMs };
  };
  const [times, peakBytes] = await Promise.all([round().finally(() => end.abort()), weighing]);
  return { ...times, peakBytes };
}

/** Waits for the first segment, and from there on until the site has sent everything. */
async function watchBoth(
  { name, totalBytes, link }: UploadCase,
  { x, gallery }: ExtensionWorld,
): Promise<number> {
  const patienceMs = 60_000 + 3 * transferMs(totalBytes, link);
  // The page's own player asks for a part of the file.
  const isSending = () =>
    gallery.requests.some(
      ({ path, range, outcome }) =>
        path === `/large/video.mp4?bytes=${totalBytes}` &&
        range === undefined &&
        outcome === "open",
    );
  await waitUntil("the capture to begin", isSending, patienceMs);
  const begun = await x.waitForLog(({ operation }) => operation === "append", patienceMs);
  if (!isSending()) throw new Error(`${name}: captured before the upload had begun`);
  await waitUntil("the site to have sent everything", () => !isSending(), patienceMs);
  return performance.now() - begun.atMs;
}

/** As a person ends it: the post is made, and its bytes are of no use any more. */
async function postAndFree(world: ExtensionWorld): Promise<void> {
  const composer = await world.openComposer();
  await composer.mediaIn("ready").waitFor();
  await composer.writeAndPost("Soaked");
  await composer.reaches("posted");
  await waitUntil(
    "the bytes to be freed",
    async () => (await composer.countStored("chunks")) === 0,
  );
  await composer.page.close();
}

async function weigh({ browser }: ExtensionWorld, signal: AbortSignal): Promise<number> {
  const root = browser.context.browser();
  if (root === null) throw new Error("Playwright gave no browser for the profile.");
  const session = await root.newBrowserCDPSession();
  const rootPid = await browserPid(session);
  await session.detach();
  let peakBytes = 0;
  while (!signal.aborted && root.isConnected()) {
    peakBytes = Math.max(peakBytes, sumOf(readBytesByKind(rootPid)));
    await new Promise((resolve) => setTimeout(resolve, WEIGH_EVERY_MS));
  }
  return peakBytes;
}
