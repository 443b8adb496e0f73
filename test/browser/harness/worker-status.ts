import type { BrowserContext } from "playwright-core";
import { waitUntil } from "./wait-until";

/**
 * Waits until the service worker whose script stands under `address` runs, or (with "stopped") ends
 * it first and waits until it is gone. Playwright's own Worker cannot tell: with its debugger
 * attached, the object outlives the worker and serves the next one.
 */
export async function waitForWorker(
  context: BrowserContext,
  address: string,
  wanted: "running" | "stopped",
): Promise<void> {
  // The domain "ServiceWorker" speaks for the whole profile, but only through some page.
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  const statusOfVersion = new Map<string, string>();
  const stoppedVersions = new Set<string>();
  session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
    for (const { versionId, scriptURL, status, runningStatus } of versions) {
      if (scriptURL.startsWith(address)) {
        const isStopped = status === "redundant" || runningStatus === "stopped";
        statusOfVersion.set(versionId, isStopped ? "stopped" : runningStatus);
        // A message that waits for it starts the worker again at once.
        if (isStopped) stoppedVersions.add(versionId);
      }
    }
  });
  await session.send("ServiceWorker.enable");
  if (wanted === "stopped") {
    await session.send("ServiceWorker.stopAllWorkers");
  }
  await waitUntil(`the extension's worker to be ${wanted}`, () =>
    wanted === "running"
      ? [...statusOfVersion.values()].includes("running")
      : statusOfVersion.size > 0 && stoppedVersions.size === statusOfVersion.size,
  );
  await session.detach();
}
