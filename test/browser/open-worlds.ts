import type { Browser } from "wxt/browser";
import type { ExtensionWorld } from "./extension-world";
import { readStore } from "../bench/extension-store";
import type { LogEntry } from "../x-server/request-log";

declare const chrome: typeof Browser;

const open = new Set<ExtensionWorld>();

/** Remembers a world until it is closed, so that a test that fails can tell how far its jobs were. */
export function rememberWorld(world: ExtensionWorld): void {
  open.add(world);
}

/** Takes a world out of what {@link describeOpenWorlds} tells of. */
export function forgetWorld(world: ExtensionWorld): void {
  open.delete(world);
}

/** So many of X's last calls tell what a job was doing. */
const LAST_CALLS = 12;

/**
 * How far the jobs of every open world are: the states in the store, and what X was asked for last. For
 * the report of a failed test; what cannot be read is named as such.
 */
export async function describeOpenWorlds(): Promise<string> {
  const parts = await Promise.all(
    [...open].map(async (world) => {
      const jobs = await readJobs(world).catch((error: unknown) => [
        `(not readable: ${String(error)})`,
      ]);
      return [...jobs, ...world.x.log.slice(-LAST_CALLS).map(lineOfCall)].join("\n");
    }),
  );
  return parts.filter((part) => part !== "").join("\n");
}

async function readJobs(world: ExtensionWorld): Promise<string[]> {
  const page = world.browser.context
    .pages()
    .find((one) => one.url().startsWith("chrome-extension:"));
  if (page === undefined) return ["(no page of the extension is open)"];
  const posts = await readStore(page, "posts");
  const attachments = await readStore(page, "attachments");
  const [alarms, locks] = await page.evaluate(
    async () => [await chrome.alarms.getAll(), await navigator.locks.query()] as const,
  );
  return [
    ...posts.map((post) => `post: ${JSON.stringify({ ...post, text: post.text.length })}`),
    ...attachments.map(({ state, ...rest }) => `attachment: ${state} ${JSON.stringify(rest)}`),
    ...alarms.map(
      ({ name, scheduledTime }) => `alarm: ${name} in ${scheduledTime - Date.now()} ms`,
    ),
    `locks: ${JSON.stringify(locks)}`,
    `worker: ${await workerStatus(world)}`,
  ].map((line) => line.slice(0, 1_500));
}

/** One that starts and never runs is held by a debugger, or by the browser. */
async function workerStatus({ browser }: ExtensionWorld): Promise<string> {
  const [page] = browser.context.pages();
  if (page === undefined) return "(no page is open)";
  const session = await browser.context.newCDPSession(page);
  const told = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) =>
      resolve(
        versions.map(({ status, runningStatus }) => `${status}, ${runningStatus}`).join("; "),
      ),
    );
  });
  await session.send("ServiceWorker.enable");
  const status = await told;
  await session.detach();
  return status;
}

function lineOfCall(call: LogEntry): string {
  const { operation, segmentIndex, outcome, status } = call;
  const agoMs = Math.round(performance.now() - call.atMs);
  return `X, ${agoMs} ms ago: ${operation} ${segmentIndex ?? ""} ${outcome} ${status ?? ""}`;
}
