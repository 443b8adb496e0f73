import type { CDPSession } from "playwright-core";
import type { ExtensionWorld } from "../browser/extension-world";
import { browserPid, readBytesByKind, sumOf } from "./browser-processes";

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
  // Where the watching fails (the worker is gone for good), the task may never end.
  await Promise.all([task().finally(() => end.abort()), watching]);
  await session.detach();
  return {
    heapBytes: mostHeapBytes - beginHeapBytes,
    browserBytes: sumOf(most) - sumOf(begin),
    byKind: new Map([...most].map(([kind, bytes]) => [kind, bytes - (begin.get(kind) ?? 0)])),
  };
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
