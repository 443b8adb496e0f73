import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ByteSink } from "../../../../lib/capture/bytes/byte-sink";
import { CaptureStopped } from "../../../../lib/errors/capture-stopped";
import { STALL_MS } from "../../../../lib/capture/site/download";
import { receivePart } from "../../../../lib/capture/bytes/expected-parts";
import { type PageReadEffects, receiveFile } from "../../../../lib/capture/bytes/receive-file";
import type { PageReading } from "../../../../lib/capture/page/page-messages";
import { captureFailure } from "../../../../lib/errors/capture-failure";
import type { CaptureSource } from "../../../../lib/jobs/capture-source";
import { SOURCE } from "../../jobs/example-records";
import { never } from "../../x/scripted-x";
import { MemoryBytes } from "./memory-bytes";

/** What the page does: it sends parts, and says how it ended. */
type Page = (
  send: (
    part: Blob,
    totalBytes?: number | null,
    isLast?: boolean,
    index?: number,
  ) => Promise<boolean>,
  ticket: string,
) => Promise<PageReading>;

const PART = new Blob([new Uint8Array(6000).fill(7)]);
let store: MemoryBytes;

beforeEach(() => {
  store = new MemoryBytes();
});

async function read(
  page: Page,
  options: { source?: CaptureSource; signal?: AbortSignal; maxBytes?: number } = {},
): Promise<unknown> {
  const source = options.source ?? SOURCE;
  const effects: PageReadEffects = {
    readInFrame: ({ tabId, frameId }, { ticket }) => {
      let sentParts = 0;
      return page((blob, totalBytes = null, isLast = false, index = sentParts) => {
        if (blob.size > 0) sentParts += 1;
        const headers = totalBytes === null ? [] : [["content-length", String(totalBytes)]];
        const answer = { httpStatus: 200, headers };
        return receivePart(
          { type: "capture-part", ticket, index, blob, answer, isLast },
          { tabId, frameId },
        );
      }, ticket);
    },
    resumeSink: () => Promise.reject(new Error("Nothing is stored yet")),
    openSink: (mark) =>
      new ByteSink(
        store.bytes,
        () => ({
          maxBytes: options.maxBytes ?? Infinity,
          refuse: () => captureFailure("too-large"),
        }),
        () => 0,
        { mark, isUnseen: false },
      ),
  };
  return receiveFile(source, "force-cache", null, effects, options.signal ?? never).then(
    () => "done",
    (error: unknown) => error,
  );
}

const ending =
  (reading: PageReading): Page =>
  () =>
    Promise.resolve(reading);

describe("a picture read inside its page", () => {
  it("arrives in the parts that the page sends", async () => {
    const goOn: boolean[] = [];
    const outcome = await read(async (send) => {
      goOn.push(await send(PART, 12_000), await send(PART, 12_000));
      return { ended: "complete" };
    });
    expect([outcome, goOn]).toEqual(["done", [true, true]]);
    expect((await store.content()).length).toBe(12_000);
    expect(store.transfers.at(-1)).toMatchObject({ doneBytes: 12_000, totalBytes: 12_000 });
  });

  it("comes from the very frame that was asked: whoever else knows the ticket is told to stop", async () => {
    const goOn: boolean[] = [];
    const page = async (others: Parameters<typeof receivePart>[1][], ticket: string) => {
      const answer = { httpStatus: 200, headers: [] };
      const part = { type: "capture-part", ticket, index: 0, blob: PART, answer, isLast: false };
      for (const other of others) goOn.push(await receivePart(part, other));
    };
    const { tabId, frameId } = SOURCE;
    const others = [
      { tabId, frameId: frameId + 1 },
      { tabId: tabId + 1, frameId },
      { tabId: undefined, frameId: undefined },
    ];
    const outcome = await read(async (send, ticket) => {
      await page(others, ticket);
      await send(new Blob(["own"]), 3);
      return { ended: "complete" };
    });
    expect([outcome, goOn]).toEqual(["done", [false, false, false]]);
    expect((await store.content()).length).toBe(3);
  });

  it("is stored in the order of its parts, in whatever order they come", async () => {
    const parts = ["abc", "def", "ghi"].map((text) => new Blob([text]));
    const outcome = await read(async (send) => {
      const answers = [2, 1, 0].map((index) => send(parts[index] ?? new Blob(), 9, false, index));
      expect(await Promise.all(answers)).toEqual([true, true, true]);
      return { ended: "complete" };
    });
    expect(outcome).toBe("done");
    expect(new TextDecoder().decode(await store.content())).toBe("abcdefghi");
  });

  it("takes no part that crosses with the one that was refused", async () => {
    const outcome = await read(
      async (send) => {
        const answers = await Promise.all([send(PART), send(PART), send(PART)]);
        expect(answers).toEqual([true, false, false]);
        return { ended: "stopped" };
      },
      { maxBytes: 7000 },
    );
    expect(outcome).toMatchObject({ error: { code: "too-large" } });
  });

  it("is complete with the part that says so, whenever the script in the page answers", async () => {
    const outcome = await read(async (send) => {
      await send(PART, 6000, true);
      return new Promise<never>(() => {});
    });
    expect(outcome).toBe("done");
    expect((await store.content()).length).toBe(6000);
  });

  it("is stopped when it is larger than what X takes, and refused as that", async () => {
    const goOn: boolean[] = [];
    const outcome = await read(
      async (send) => {
        goOn.push(await send(PART), await send(PART));
        return { ended: "stopped" };
      },
      { maxBytes: 7000 },
    );
    expect(outcome).toMatchObject({ error: { code: "too-large" } });
    expect(goOn).toEqual([true, false]);
  });

  it("may only ask whether to go on, which is no part of the file and no sign of life", async () => {
    const outcome = await read(async (send) => {
      expect(await send(new Blob())).toBe(true);
      await send(PART);
      return { ended: "complete" };
    });
    expect(outcome).toBe("done");
    expect((await store.content()).length).toBe(6000);
  });

  it("is stopped when it is no longer wanted", async () => {
    store.wanted = false;
    const outcome = await read(async (send) => {
      expect(await send(PART)).toBe(false);
      return { ended: "stopped" };
    });
    expect(outcome).toBeInstanceOf(CaptureStopped);
  });

  it("that was stopped by nobody is a failure, not an end without one", async () => {
    expect(await read(ending({ ended: "stopped" }))).toMatchObject({
      error: { code: "capture-stalled" },
    });
  });

  it.each([
    ["comes twice", [0, 0]],
    ["comes again later", [0, 1, 0]],
    ["is before the first", [-1]],
    ["is no whole number", [0.5]],
    ["is far ahead", [0, 1000]],
  ])("is a failure where a part %s", async (_name, indices) => {
    const goOn: boolean[] = [];
    const outcome = await read(async (send) => {
      for (const index of indices) goOn.push(await send(PART, null, false, index));
      return { ended: "complete" };
    });
    expect(outcome).toMatchObject({ error: { code: "source-gone" } });
    expect(goOn.at(-1)).toBe(false);
  });

  it.each<[string, CaptureSource["element"], string, string]>([
    ["https://gallery.test/a.png", "image", "source-unreachable", "a page that may not read"],
    ["blob:https://gallery.test/1", "image", "source-gone", "a revoked address"],
    ["blob:https://gallery.test/1", "video", "streamed-video", "a stream of a script"],
    ["", "video", "streamed-video", "a camera"],
    ["", "image", "source-gone", "nothing under the pointer"],
  ])("from %s, %s, that cannot be read: %s (%s)", async (url, element, code) => {
    const source = { ...SOURCE, url, element };
    expect(await read(ending({ ended: "unreadable" }), { source })).toMatchObject({
      error: { code, stage: "capture" },
    });
  });

  it("that the site refuses is told with the status and the host", async () => {
    expect(await read(ending({ ended: "http-error", httpStatus: 404 }))).toMatchObject({
      error: { code: "source-not-found", details: { host: "gallery.test", httpStatus: 404 } },
    });
  });

  it("that the site refuses is told although the browser did not tell its address", async () => {
    const source = { ...SOURCE, url: "" };
    const outcome = await read(ending({ ended: "http-error", httpStatus: 403 }), { source });
    expect(outcome).toMatchObject({
      error: { code: "source-forbidden", details: { host: "gallery.test" } },
    });
  });

  it("is gone when its frame is", async () => {
    const refused = () => Promise.reject(captureFailure("page-unreachable"));
    expect(await read(refused)).toMatchObject({ error: { code: "page-unreachable" } });
  });

  it("that cannot be stored ends with the store's reason, not with the page's", async () => {
    store.beforeAppend = () => Promise.reject(new DOMException("", "QuotaExceededError"));
    const outcome = await read(async (send) => {
      expect(await send(PART)).toBe(false);
      return { ended: "stopped" };
    });
    expect(outcome).toMatchObject({ name: "QuotaExceededError" });
  });

  it("takes nothing more once it is over", async () => {
    const late: { send?: (part: Blob) => Promise<boolean> } = {};
    await read((send) => {
      late.send = send;
      return Promise.resolve({ ended: "complete" });
    });
    expect(await late.send?.(PART)).toBe(false);
    expect(store.runs).toEqual([]);
  });
});

describe("waiting for a page", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => vi.useRealTimers());

  const silent: Page = () => new Promise(() => {});

  it("that never answers ends after half a minute", async () => {
    const outcome = read(silent);
    await vi.advanceTimersByTimeAsync(STALL_MS);
    expect(await outcome).toMatchObject({ error: { code: "capture-stalled" } });
  });

  it("ends at once when the person cancels", async () => {
    const abort = new AbortController();
    const outcome = read(silent, { signal: abort.signal });
    abort.abort(new Error("Cancelled"));
    expect(await outcome).toMatchObject({ message: "Cancelled" });
  });

  it("is not begun when the person has cancelled already", async () => {
    const page = vi.fn(silent);
    const outcome = read(page, { signal: AbortSignal.abort(new Error("Cancelled")) });
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.race([outcome, "still waiting"])).toMatchObject({ message: "Cancelled" });
    expect(page).not.toHaveBeenCalled();
  });

  it("is no stall while its bytes are being stored, however long a large part takes", async () => {
    store.beforeAppend = () => new Promise((resolve) => setTimeout(resolve, STALL_MS + 5000));
    const outcome = read(async (send) => {
      expect(await send(PART)).toBe(true);
      return { ended: "complete" };
    });
    for (let step = 0; step < 10; step++) await vi.advanceTimersByTimeAsync(10_000);
    expect(await Promise.race([outcome, "still waiting"])).toBe("done");
  });
});
