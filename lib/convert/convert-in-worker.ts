import { JobFailure } from "../errors/job-error";
import type { MediaInfo } from "../media/media-info";
import { conversionFailure } from "./conversion-failure";
import type { WorkerOrder, WorkerReport } from "./worker-messages";

/** What is needed of a `Worker`. */
export interface ConversionWorker {
  postMessage(order: WorkerOrder): void;
  terminate(): void;
  /** A message's data is a {@link WorkerReport}. */
  addEventListener(type: "message" | "error", listen: (event: Event) => void): void;
}

/**
 * The worker says each second that it is alive, unless one call keeps it busy. The longest honest call is
 * decoding a TIFF of as many pixels as we decode at all, some seconds long; a loop without end is ended after
 * this, and the person is told within 15 seconds.
 */
export const SILENT_MS = 12_000;

/**
 * A worker that is alive but has read nothing, written nothing and told no progress for so long waits for
 * something that will not come. Decoding one large picture or flushing an encoder takes less.
 */
export const STUCK_MS = 60_000;

const LOOK_EVERY_MS = 1_000;
/** A look that comes later than this finds a computer that slept: the worker slept, too. */
const LONGEST_LOOK_MS = 3_000;

/** Converts an attachment's stored bytes, see {@link carryOutInWorker}. */
export function convertInWorker(
  attachmentId: string,
  start: () => ConversionWorker,
  signal: AbortSignal,
): Promise<MediaInfo> {
  return carryOutInWorker({ type: "convert", attachmentId }, start, signal);
}

/** Draws the thumbnail of a film and stores it, see {@link carryOutInWorker}. */
export function drawFilmInWorker(
  attachmentId: string,
  start: () => ConversionWorker,
  signal: AbortSignal,
): Promise<null> {
  return carryOutInWorker({ type: "draw-film", attachmentId }, start, signal);
}

/**
 * Carries out an order in a worker of its own, so that whatever a hostile file does to a decoder can be ended, and
 * the page, whose thread the popup shares, never waits. The worker is ended in any case: the next
 * order gets a fresh one.
 *
 * @throws `JobFailure` as the worker names it; `conversion-failed` with the name `Silence` when it hangs,
 *   `Worker` when it could not be started; the signal's reason when aborted
 */
async function carryOutInWorker<Value>(
  order: WorkerOrder,
  start: () => ConversionWorker,
  signal: AbortSignal,
): Promise<Value> {
  signal.throwIfAborted();
  const worker = start();
  const over = new AbortController();
  try {
    return await new Promise<Value>((resolve, reject) => {
      const watch = watchSilence(() =>
        reject(conversionFailure("conversion-failed", { name: "Silence" })),
      );
      over.signal.addEventListener("abort", () => watch.stop());
      signal.addEventListener("abort", () => reject(signal.reason as Error), {
        signal: over.signal,
      });
      worker.addEventListener("message", (event) => {
        const { data } = event as MessageEvent<WorkerReport<Value>>;
        if (data.type === "alive") watch.hear(data.work);
        else if (data.type === "done") resolve(data.value);
        else reject(new JobFailure(data.error));
      });
      worker.addEventListener("error", () =>
        reject(conversionFailure("conversion-failed", { name: "Worker" })),
      );
      worker.postMessage(order);
    });
  } finally {
    over.abort();
    worker.terminate();
  }
}

/** Calls back when nothing has been heard, or nothing has been done, for too long. */
function watchSilence(onSilence: () => void): { hear(work: number): void; stop(): void } {
  let silentMs = 0;
  let stuckMs = 0;
  let lastWork = -1;
  let lookedAtMs = Date.now();
  const timer = setInterval(() => {
    const passedMs = Math.min(Date.now() - lookedAtMs, LONGEST_LOOK_MS);
    lookedAtMs = Date.now();
    silentMs += passedMs;
    stuckMs += passedMs;
    if (silentMs >= SILENT_MS || stuckMs >= STUCK_MS) onSilence();
  }, LOOK_EVERY_MS);
  return {
    hear(work) {
      silentMs = 0;
      if (work !== lastWork) stuckMs = 0;
      lastWork = work;
    },
    stop: () => clearInterval(timer),
  };
}
