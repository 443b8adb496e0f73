import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDelayedSaver } from "../../../lib/popup/delayed-saver";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function start() {
  const sent: string[] = [];
  const saver = createDelayedSaver(async (value) => {
    sent.push(value);
    return true;
  }, 700);
  return { saver, sent };
}

describe("a value that is being changed", () => {
  it("is sent once it has been at rest, and only as it stands then", async () => {
    const { saver, sent } = start();
    for (const value of ["a", "b", "c"]) {
      saver.change(value);
      await vi.advanceTimersByTimeAsync(600);
    }
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual(["c"]);
  });

  it("is sent at once where a post waits for it", async () => {
    const { saver, sent } = start();
    saver.change("a");
    expect(await saver.settle()).toBe(true);
    expect(sent).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual(["a"]);
  });

  it("is sent at once where its page closes", () => {
    const { saver, sent } = start();
    saver.change("a");
    saver.stop();
    expect(sent).toEqual(["a"]);
  });

  it("that was never changed is not sent", async () => {
    const { saver, sent } = start();
    expect(await saver.settle()).toBe(true);
    saver.stop();
    expect(sent).toEqual([]);
  });
});
