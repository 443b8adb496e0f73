import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FRAME_MS, PacedReader, PROGRESS_MS } from "../../../lib/popup/paced-reader";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A view of a number; reading it takes a while. */
function startView(readingMs = 1) {
  const view = { actual: 0, shown: -1, readAtMs: [] as number[], atOnce: 0, mostAtOnce: 0 };
  const startMs = Date.now();
  const reader = new PacedReader(
    async () => {
      view.readAtMs.push(Date.now() - startMs);
      view.atOnce += 1;
      view.mostAtOnce = Math.max(view.mostAtOnce, view.atOnce);
      const { actual } = view;
      await new Promise((resolve) => setTimeout(resolve, readingMs));
      view.shown = actual;
      view.atOnce -= 1;
    },
    {
      now: () => Date.now(),
      after(waitMs, task) {
        const timer = setTimeout(task, waitMs);
        return () => clearTimeout(timer);
      },
    },
  );
  return { view, reader };
}

describe("what is shown of the store", () => {
  it("is read at once after quiet, whatever has changed", async () => {
    const { view, reader } = startView();
    reader.noteChange();
    await vi.advanceTimersByTimeAsync(1000);
    reader.noteChange({ isProgress: true });
    expect(view.readAtMs).toEqual([0, 1000]);
  });

  it("follows growing numbers eight times a second", async () => {
    const { view, reader } = startView();
    for (let atMs = 0; atMs <= 1000; atMs += 5) {
      reader.noteChange({ isProgress: true });
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(view.readAtMs).toHaveLength(1 + Math.floor(1000 / PROGRESS_MS));
  });

  it("follows anything else at once a frame, also in the midst of growing numbers", async () => {
    const { view, reader } = startView();
    reader.noteChange({ isProgress: true });
    await vi.advanceTimersByTimeAsync(20);
    reader.noteChange({ isProgress: true });
    reader.noteChange();
    reader.noteChange({ isProgress: true });
    await vi.advanceTimersByTimeAsync(2);
    reader.noteChange();
    await vi.advanceTimersByTimeAsync(PROGRESS_MS);
    expect(view.readAtMs).toEqual([0, 20, 20 + FRAME_MS]);
  });

  it("is in the end what is stored, read no more than once at a time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ afterMs: fc.nat(200), isProgress: fc.boolean() }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 300 }),
        async (changes, readingMs) => {
          const { view, reader } = startView(readingMs);
          for (const { afterMs, isProgress } of changes) {
            await vi.advanceTimersByTimeAsync(afterMs);
            view.actual += 1;
            reader.noteChange({ isProgress });
          }
          await vi.advanceTimersByTimeAsync(PROGRESS_MS + 2 * readingMs);
          expect(view.shown).toBe(changes.length > 0 ? view.actual : -1);
          expect(view.mostAtOnce).toBeLessThanOrEqual(1);
          expect(view.readAtMs.length).toBeLessThanOrEqual(changes.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("is read no more once the view is gone", async () => {
    const { view, reader } = startView();
    reader.noteChange();
    reader.noteChange();
    reader.end();
    await vi.advanceTimersByTimeAsync(1000);
    reader.noteChange();
    expect(view.readAtMs).toEqual([0]);
  });
});
