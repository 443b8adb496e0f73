import { readdirSync, readFileSync } from "node:fs";
import type { CDPSession } from "playwright-core";
import type { ExtensionWorld } from "../browser/extension-world";

const LOOK_EVERY_MS = 250;

/** The most that was seen beyond the beginning, in bytes. */
export interface MemoryGrowth {
  readonly heapBytes: number;
  readonly browserBytes: number;
}

/**
 * Watches the worker's JS heap (array buffers included) and the memory of all of the browser's
 * processes (proportional set size: what they share counts once) while a task runs.
 */
export async function watchMemory(
  world: ExtensionWorld,
  task: () => Promise<void>,
): Promise<MemoryGrowth> {
  const browser = world.browser.context.browser();
  if (browser === null) throw new Error("Playwright gave no browser for the profile.");
  const session = await browser.newBrowserCDPSession();
  const worker = await attachToWorker(session, world.browser.extensionId);
  const rootPid = await browserPid(session);
  await worker("HeapProfiler.collectGarbage");
  const look = async () => ({
    heapBytes: await readHeapBytes(worker),
    browserBytes: readBrowserBytes(rootPid),
  });
  const begin = await look();
  let most = begin;
  const end = new AbortController();
  const watching = (async () => {
    while (!end.signal.aborted) {
      const now = await look();
      most = {
        heapBytes: Math.max(most.heapBytes, now.heapBytes),
        browserBytes: Math.max(most.browserBytes, now.browserBytes),
      };
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  try {
    await task();
  } finally {
    end.abort();
    await watching;
    await session.detach();
  }
  return {
    heapBytes: most.heapBytes - begin.heapBytes,
    browserBytes: most.browserBytes - begin.browserBytes,
  };
}

type Send = (method: string) => Promise<unknown>;

/** Speaks with the worker through the browser's own session, since Playwright gives workers none. */
async function attachToWorker(session: CDPSession, extensionId: string): Promise<Send> {
  const { targetInfos } = await session.send("Target.getTargets");
  const target = targetInfos.find(
    ({ type, url }) => type === "service_worker" && url.includes(extensionId),
  );
  if (target === undefined) throw new Error("The worker does not run.");
  const { sessionId } = await session.send("Target.attachToTarget", {
    targetId: target.targetId,
    flatten: false,
  });
  const answers = new Map<number, (result: unknown) => void>();
  session.on("Target.receivedMessageFromTarget", ({ sessionId: from, message }) => {
    if (from !== sessionId) return;
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) answers.get(id)?.(result);
  });
  let lastId = 0;
  return (method) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      answers.set(lastId, resolve);
      const message = JSON.stringify({ id: lastId, method });
      session.send("Target.sendMessageToTarget", { sessionId, message }).catch(reject);
    });
}

async function readHeapBytes(worker: Send): Promise<number> {
  const usage = (await worker("Runtime.getHeapUsage")) as {
    readonly usedSize: number;
    readonly backingStorageSize?: number;
  };
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

async function browserPid(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const found = processInfo.find(({ type }) => type === "browser");
  if (found === undefined) throw new Error("The browser did not tell its process id.");
  return found.id;
}

/** The process and all that it started. */
function readBrowserBytes(rootPid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = readOrEmpty(`/proc/${name}/stat`);
    const parent = Number(/\) \S (\d+)/.exec(stat)?.[1] ?? 0);
    parents.set(Number(name), parent);
  }
  const isOurs = (pid: number): boolean => {
    if (pid === rootPid) return true;
    const parent = parents.get(pid) ?? 0;
    return parent > 1 && isOurs(parent);
  };
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (!isOurs(pid)) continue;
    const rollup = readOrEmpty(`/proc/${pid}/smaps_rollup`);
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes * 1024;
}

/** A process may end while it is looked at. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error) return "";
    throw error;
  }
}
