import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ByteSink, HEAD_BYTES, type HeadCheck } from "../../../../lib/capture/bytes/byte-sink";
import { CaptureStopped } from "../../../../lib/errors/capture-stopped";
import { captureFailure } from "../../../../lib/errors/capture-failure";
import { MemoryBytes } from "./memory-bytes";

/** A bound of so many bytes. */
const upTo = (maxBytes: number): HeadCheck => {
  const refuse = (actual: number) => captureFailure("too-large", { actual });
  return () => ({ maxBytes, refuse });
};
const anything = upTo(Infinity);

/** A file from its first byte on. */
const ANEW = { mark: null, isUnseen: false };

/** Cuts bytes at the given places, every other piece as a blob. */
function cut(bytes: Uint8Array<ArrayBuffer>, places: readonly number[]) {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted(
    (a, b) => a - b,
  );
  let start = 0;
  return ends.map((end, index) => {
    const piece = bytes.slice(start, end);
    start = end;
    return index % 2 === 0 ? piece : new Blob([piece]);
  });
}

describe("a stream of bytes", () => {
  it("arrives unchanged, however it is cut, in runs of one size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20_000 }),
        fc.array(fc.nat(20_000), { maxLength: 12 }),
        fc.constantFrom(4096, 5000),
        async (length, places, chunkBytes) => {
          const bytes = Uint8Array.from(
            { length },
            (_, index) => (index * 7 + (index >> 8)) & 0xff,
          );
          const store = new MemoryBytes(chunkBytes);
          const sink = new ByteSink(store.bytes, anything, () => 0, ANEW);
          for (const piece of cut(bytes, places)) await sink.write(piece);
          await sink.end();

          expect((await store.content()).equals(bytes)).toBe(true);
          expect(sink.receivedBytes).toBe(length);
          // What fits in one run is at hand when it is stored; more would fill the memory.
          const isOneRun = length > 0 && length < chunkBytes;
          const whole = sink.whole === null ? null : await sink.whole.read(0, Infinity);
          expect(whole).toEqual(isOneRun ? bytes : null);
          expect(store.begun).toEqual(length > 0 ? [null] : []);
          store.runs.forEach(({ startByte, blob }, index) => {
            expect(startByte).toBe(index * chunkBytes);
            const isLast = index === store.runs.length - 1;
            if (!isLast) expect(blob.size).toBe(chunkBytes);
            else expect(blob.size).toBeLessThanOrEqual(chunkBytes);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("of one large blob is stored in runs, too", async () => {
    const store = new MemoryBytes(65_536);
    const sink = new ByteSink(store.bytes, anything, () => 0, ANEW);
    await sink.write(new Blob([new Uint8Array(1_000_000)]));
    await sink.end();
    expect(store.runs).toHaveLength(16);
    expect((await store.content()).length).toBe(1_000_000);
  });

  it("is judged once by its first bytes, before any is stored", async () => {
    const store = new MemoryBytes();
    const heads: number[] = [];
    const check: HeadCheck = (head) => {
      heads.push(head.length);
      expect(store.runs).toEqual([]);
      return anything(head);
    };
    const sink = new ByteSink(store.bytes, check, () => 0, ANEW);
    for (let piece = 0; piece < 10; piece++) await sink.write(new Uint8Array(1000));
    await sink.end();
    expect(heads).toEqual([HEAD_BYTES]);
  });

  it("shorter than a head is judged at its end, an empty one as well", async () => {
    for (const length of [0, 5, HEAD_BYTES - 1]) {
      const check = vi.fn(anything);
      const sink = new ByteSink(new MemoryBytes().bytes, check, () => 0, ANEW);
      await sink.write(new Uint8Array(length));
      expect(check).not.toHaveBeenCalled();
      await sink.end();
      expect(check.mock.calls[0]?.[0].length).toBe(length);
    }
  });

  it("that is no media is refused before anything is stored", async () => {
    const store = new MemoryBytes();
    const sink = new ByteSink(
      store.bytes,
      () => {
        throw captureFailure("not-media");
      },
      () => 0,
      ANEW,
    );
    await expect(sink.write(new Uint8Array(10_000))).rejects.toMatchObject({
      error: { code: "not-media" },
    });
    expect(store.runs).toEqual([]);
  });

  it("that outgrows its bound is refused, and is stored no further", async () => {
    const store = new MemoryBytes();
    const sink = new ByteSink(store.bytes, upTo(10_000), () => 0, ANEW);
    await sink.write(new Uint8Array(10_000));
    await expect(sink.write(new Uint8Array(1))).rejects.toMatchObject({
      error: { code: "too-large", details: { actual: 10_001 } },
    });
    expect((await store.content()).length).toBeLessThanOrEqual(10_000);
  });

  it("that is announced to outgrow its bound is refused by its first bytes", async () => {
    const store = new MemoryBytes();
    const sink = new ByteSink(store.bytes, upTo(10_000), () => 0, ANEW);
    sink.totalBytes = 10_001;
    await expect(sink.write(new Uint8Array(5000))).rejects.toMatchObject({
      error: { code: "too-large", details: { actual: 10_001 } },
    });
    expect(store.runs).toEqual([]);
  });
});

describe("a sink that is no longer wanted", () => {
  it("stops at the next run", async () => {
    const store = new MemoryBytes();
    const sink = new ByteSink(store.bytes, anything, () => 0, ANEW);
    await sink.write(new Uint8Array(5000));
    store.wanted = false;
    await expect(sink.write(new Uint8Array(5000))).rejects.toBeInstanceOf(CaptureStopped);
  });

  it("stops between two runs as well, at the next report", async () => {
    const store = new MemoryBytes();
    store.wanted = false;
    let nowMs = 0;
    const sink = new ByteSink(store.bytes, anything, () => nowMs, ANEW);
    await sink.write(new Uint8Array(5));
    nowMs = 250;
    await expect(sink.write(new Uint8Array(5))).rejects.toBeInstanceOf(CaptureStopped);
  });
});

describe("progress", () => {
  it("is told with every run, and between runs four times a second", async () => {
    const store = new MemoryBytes();
    let nowMs = 1000;
    const sink = new ByteSink(store.bytes, anything, () => nowMs, ANEW);
    sink.totalBytes = 9000;
    for (let piece = 0; piece < 10; piece++) {
      nowMs += 100;
      await sink.write(new Uint8Array(100));
    }
    expect(store.transfers.length).toBeGreaterThanOrEqual(3);
    expect(store.transfers.length).toBeLessThanOrEqual(5);
    expect(store.transfers.at(-1)).toMatchObject({ totalBytes: 9000 });
    expect(store.transfers.at(-1)?.bytesPerSecond).toBeCloseTo(1000, -2);
  });
});
