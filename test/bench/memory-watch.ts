import { readdirSync, readFileSync } from "node:fs";
import type { CDPSession } from "playwright-core";
import type { ExtensionWorld } from "../browser/extension-world";

const LOOK_EVERY_MS = 250;

/** A worker that ends takes the question with it. */
const ANSWER_WITHIN_MS = 5_000;
const MOST_TRIES = 3;

/** The most that was seen beyond the beginning, in bytes. */
export interface MemoryGrowth {
  readonly heapBytes: number;
  readonly browserBytes: number;
  /** What each kind of process had grown by when all together were largest. */
  readonly byKind: ReadonlyMap<string, number>;
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
  const reachWorker = () => attachToLivingWorker(session, world.browser.extensionId);
  let worker = await reachWorker();
  const rootPid = await browserPid(session);
  const beginHeapBytes = await readHeapBytes(worker);
  const begin = readBytesByKind(rootPid);
  let mostHeapBytes = beginHeapBytes;
  let most = begin;
  const end = new AbortController();
  const watching = (async () => {
    while (!end.signal.aborted) {
      try {
        mostHeapBytes = Math.max(mostHeapBytes, await readHeapBytes(worker));
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        worker = await reachWorker();
      }
      const now = readBytesByKind(rootPid);
      if (sumOf(now) > sumOf(most)) most = now;
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
    heapBytes: mostHeapBytes - beginHeapBytes,
    browserBytes: sumOf(most) - sumOf(begin),
    byKind: new Map([...most].map(([kind, bytes]) => [kind, bytes - (begin.get(kind) ?? 0)])),
  };
}

function sumOf(byKind: ReadonlyMap<string, number>): number {
  return [...byKind.values()].reduce((sum, bytes) => sum + bytes, 0);
}

type Send = (method: string) => Promise<unknown>;

class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** With its garbage collected. @throws `NoAnswer` when no worker answers after some tries */
async function attachToLivingWorker(session: CDPSession, extensionId: string): Promise<Send> {
  for (let tries = 1; ; tries += 1) {
    const worker = await attachToWorker(session, extensionId);
    try {
      await worker("HeapProfiler.collectGarbage");
      return worker;
    } catch (error) {
      if (!(error instanceof NoAnswer) || tries === MOST_TRIES) throw error;
    }
  }
}

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
      const timer = setTimeout(() => reject(new NoAnswer(method)), ANSWER_WITHIN_MS);
      answers.set(lastId, (result) => {
        clearTimeout(timer);
        resolve(result);
      });
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

/** The process and all that it started, by what Chromium calls their kind; proportional set sizes. */
function readBytesByKind(rootPid: number): ReadonlyMap<string, number> {
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
  const byKind = new Map<string, number>();
  for (const pid of parents.keys()) {
    if (!isOurs(pid)) continue;
    const rollup = readOrEmpty(`/proc/${pid}/smaps_rollup`);
    const bytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
    const kind = kindOf(readOrEmpty(`/proc/${pid}/cmdline`));
    byKind.set(kind, (byKind.get(kind) ?? 0) + bytes);
  }
  return byKind;
}

/** @param commandLine with a NUL behind each argument */
function kindOf(commandLine: string): string {
  const service = /--utility-sub-type=(\w+)/.exec(commandLine)?.[1];
  if (service !== undefined) return service;
  if (commandLine.includes("--extension-process")) return "extension";
  return /--type=([\w-]+)/.exec(commandLine)?.[1] ?? "browser";
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
