import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { JobFailure } from "../../../lib/errors/job-error";
import { conversionFailure } from "../../../lib/convert/conversion-failure";
import {
  convertInWorker,
  drawFilmInWorker,
  SILENT_MS,
  STUCK_MS,
} from "../../../lib/convert/convert-in-worker";
import { serveOrder } from "../../../lib/convert/serve-order";
import type { WorkerOrder, WorkerReport } from "../../../lib/convert/worker-messages";
import { watchReads } from "../../../lib/convert/watch-work";
import type { MediaInfo } from "../../../lib/media/media-info";
import { IMAGE } from "../jobs/example-records";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A worker in this thread, whose conversions do what they are told to. */
class FakeWorker extends EventTarget {
  readonly terminate = vi.fn();
  readonly orders: WorkerOrder[] = [];
  readonly #convert: (id: string, onWork: () => void) => Promise<MediaInfo>;

  constructor(convert: (id: string, onWork: () => void) => Promise<MediaInfo>) {
    super();
    this.#convert = convert;
  }

  postMessage(order: WorkerOrder): void {
    this.orders.push(order);
    const carryOut = (onWork: () => void) => this.#convert(order.attachmentId, onWork);
    void serveOrder(carryOut, (report) => this.say(report));
  }

  say(report: WorkerReport<MediaInfo>): void {
    if (this.terminate.mock.calls.length > 0) return;
    this.dispatchEvent(new MessageEvent("message", { data: report }));
  }
}

/** One whose only thread is in a loop without end. */
class HungWorker extends FakeWorker {
  constructor() {
    super(() => Promise.reject(new Error("is never asked")));
  }

  override postMessage(): void {
    this.say({ type: "alive", work: 0 });
  }
}

const never = () => new Promise<MediaInfo>(() => undefined);

/** Starts a conversion, and notes how it ends. */
function begin(worker: FakeWorker, signal = new AbortController().signal) {
  let failure: unknown = null;
  const ended = convertInWorker("a", () => worker, signal).catch((thrown: unknown) => {
    failure = thrown;
    return null;
  });
  const nameOf = () => {
    const error = failure instanceof JobFailure ? failure.error : null;
    return error?.code === "conversion-failed" && error.details.name;
  };
  return { ended, nameOf };
}

describe("a conversion in its worker", () => {
  it("answers with what the worker has made, and ends the worker", async () => {
    const worker = new FakeWorker(() => Promise.resolve(IMAGE));
    expect(await begin(worker).ended).toEqual(IMAGE);
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  it("fails with the worker's own error", async () => {
    const worker = new FakeWorker(() => Promise.reject(conversionFailure("truncated-file")));
    const ended = convertInWorker("a", () => worker, new AbortController().signal);
    await expect(ended).rejects.toMatchObject({ error: { code: "truncated-file" } });
  });

  it("ends a worker in a loop without end, by name, within 15 seconds", async () => {
    const worker = new HungWorker();
    const { ended, nameOf } = begin(worker);
    await vi.advanceTimersByTimeAsync(SILENT_MS - 2_000);
    expect(worker.terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3_000);
    await ended;
    expect(nameOf()).toBe("Silence");
    expect(worker.terminate).toHaveBeenCalledOnce();
    expect(SILENT_MS + 1_000).toBeLessThan(15_000);
  });

  it("ends a worker that is alive and does nothing", async () => {
    const worker = new FakeWorker(never);
    const { ended, nameOf } = begin(worker);
    await vi.advanceTimersByTimeAsync(STUCK_MS - 2_000);
    expect(worker.terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(4_000);
    await ended;
    expect(nameOf()).toBe("Silence");
  });

  it("lets a worker go on for as long as it gets on with its work", async () => {
    const worker = new FakeWorker((_, onWork) => {
      setInterval(onWork, STUCK_MS / 2);
      return never();
    });
    begin(worker);
    await vi.advanceTimersByTimeAsync(10 * STUCK_MS);
    expect(worker.terminate).not.toHaveBeenCalled();
  });

  it("does not take a computer's sleep for silence", async () => {
    const worker = new FakeWorker(never);
    begin(worker);
    await vi.advanceTimersByTimeAsync(2_000);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(worker.terminate).not.toHaveBeenCalled();
  });

  it("ends the worker when nobody waits for the outcome any more", async () => {
    const worker = new FakeWorker(never);
    const abort = new AbortController();
    const { ended } = begin(worker, abort.signal);
    abort.abort();
    await ended;
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  it("says by name that the worker could not be started", async () => {
    const worker = new HungWorker();
    const { ended, nameOf } = begin(worker);
    worker.dispatchEvent(new Event("error"));
    await ended;
    expect(nameOf()).toBe("Worker");
  });
});

describe("a thumbnail that is drawn in a worker", () => {
  it("is ordered as such, and ends the worker when it takes longer than it is worth", async () => {
    const worker = new FakeWorker(never);
    const abort = new AbortController();
    const ended = drawFilmInWorker("a", () => worker, abort.signal).catch(() => "given up");
    abort.abort();
    expect(await ended).toBe("given up");
    expect(worker.orders).toEqual([{ type: "draw-film", attachmentId: "a" }]);
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});

describe("a source that is watched", () => {
  it("is not read over and over", async () => {
    const bytes = new Uint8Array(1024 * 1024);
    const read = () => Promise.resolve(bytes);
    const source = watchReads({ size: bytes.length, read }, () => undefined);
    const readOn = async () => {
      for (;;) await source.read(0, source.size);
    };
    await expect(readOn()).rejects.toMatchObject({ error: { details: { name: "Loop" } } });
  });
});
