import { describe, expect, it, vi } from "vitest";
import type { ConversionWorker } from "../../../lib/convert/convert-in-worker";
import { createConversionWorkers } from "../../../lib/convert/prepared-worker";

class FakeWorker extends EventTarget implements ConversionWorker {
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();
}

function open() {
  const started: FakeWorker[] = [];
  const workers = createConversionWorkers(() => {
    const worker = new FakeWorker();
    started.push(worker);
    return worker;
  });
  return { workers, started };
}

describe("the workers that convert", () => {
  it("hand out the one that has drawn the picture, once", () => {
    const { workers, started } = open();
    workers.prepare("a");
    workers.prepare("a");
    expect(started[0]?.postMessage.mock.calls).toEqual([[{ type: "prepare", attachmentId: "a" }]]);
    expect(workers.take("a")).toBe(started[0]);
    expect(workers.take("a")).toBe(started[1]);
    workers.drop();
    expect(started[0]?.terminate).not.toHaveBeenCalled();
  });

  it("hold one decoded picture at most", () => {
    const { workers, started } = open();
    workers.prepare("a");
    workers.prepare("b");
    expect(started[0]?.terminate).toHaveBeenCalledOnce();
    expect(workers.take("c")).toBe(started[2]);
    expect(started[1]?.terminate).toHaveBeenCalledOnce();
  });

  it("give no conversion one that could not be started", () => {
    const { workers, started } = open();
    workers.prepare("a");
    started[0]?.dispatchEvent(new Event("error"));
    expect(workers.take("a")).toBe(started[1]);
  });
});
