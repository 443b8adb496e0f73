import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** Processor times come in steps of 10 ms. */
const LOOK_MS = 100;
const QUIET_SHARE = 0.1;
/** On a machine that is never quiet it is measured all the same. */
const LONGEST_WAIT_MS = 3_000;

/**
 * Waits until the processors have nothing to do, three seconds at most. What a person does once in a while
 * does not begin in the wake of a closing tab or an opening page, as the next round of a measuring would.
 */
export async function waitForQuiet(): Promise<void> {
  const endMs = performance.now() + LONGEST_WAIT_MS;
  let last = readTimes();
  let quietLooks = 0;
  while (quietLooks < 2 && performance.now() < endMs) {
    await sleep(LOOK_MS);
    const now = readTimes();
    const busyShare = 1 - (now.idleMs - last.idleMs) / Math.max(1, now.totalMs - last.totalMs);
    quietLooks = busyShare <= QUIET_SHARE ? quietLooks + 1 : 0;
    last = now;
  }
}

/** Of all processors together, since the machine's start. */
function readTimes(): { readonly idleMs: number; readonly totalMs: number } {
  let idleMs = 0;
  let totalMs = 0;
  for (const { times } of cpus()) {
    idleMs += times.idle;
    totalMs += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idleMs, totalMs };
}
