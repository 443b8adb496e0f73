import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTextSaver, SAVE_AGAIN_AFTER_MS } from "../../../lib/popup/text-saver";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A store that can fail. */
function startStore() {
  const store = { isBroken: false, text: "", asked: 0 };
  const save = async (value: string) => {
    store.asked += 1;
    if (store.isBroken) return false;
    store.text = value;
    return true;
  };
  return { store, saver: createTextSaver(save) };
}

describe("a text that is being typed", () => {
  it("is sent at every change, and once", async () => {
    const { store, saver } = startStore();
    saver.change("a");
    saver.change("ab");
    expect(await saver.settle()).toBe(true);
    await vi.advanceTimersByTimeAsync(10 * SAVE_AGAIN_AFTER_MS);
    expect(store).toMatchObject({ text: "ab", asked: 2 });
  });

  it("is stored as it stands last when the storage is back, without another keystroke", async () => {
    const { store, saver } = startStore();
    store.isBroken = true;
    saver.change("a");
    saver.change("ab");
    await vi.advanceTimersByTimeAsync(3 * SAVE_AGAIN_AFTER_MS);
    expect(store.text).toBe("");
    store.isBroken = false;
    await vi.advanceTimersByTimeAsync(SAVE_AGAIN_AFTER_MS);
    expect(store.text).toBe("ab");
  });

  it("says before a post goes out whether it is stored, and tries once more", async () => {
    const { store, saver } = startStore();
    store.isBroken = true;
    saver.change("a");
    expect(await saver.settle()).toBe(false);
    store.isBroken = false;
    expect(await saver.settle()).toBe(true);
    expect(store.text).toBe("a");
  });

  it("is not sent any more once its box is gone", async () => {
    const { store, saver } = startStore();
    store.isBroken = true;
    saver.change("a");
    await saver.settle();
    saver.stop();
    const { asked } = store;
    await vi.advanceTimersByTimeAsync(10 * SAVE_AGAIN_AFTER_MS);
    expect(store.asked).toBe(asked);
  });
});
