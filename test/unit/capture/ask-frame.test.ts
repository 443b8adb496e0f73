import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askAllFrames } from "../../../lib/capture/ask-frame";

const never = new Promise<never>(() => {});

/** Which frames there are, which of them runs in a circle, and whether the script gets into all all the same. */
const tab = vi.hoisted(() => ({
  frames: [] as number[],
  busy: null as number | null,
  holdsUpInjection: false,
}));

vi.mock("wxt/browser", () => ({
  browser: {
    scripting: {
      executeScript({ target }: { target: { frameIds?: number[] } }) {
        if (tab.holdsUpInjection && target.frameIds === undefined) return never;
        return Promise.resolve((target.frameIds ?? tab.frames).map((frameId) => ({ frameId })));
      },
    },
    tabs: {
      sendMessage: (_tab: number, _request: unknown, { frameId }: { frameId: number }) =>
        frameId === tab.busy ? never : Promise.resolve({ ok: true, answer: `of ${frameId}` }),
    },
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(tab, { frames: [7, 0, 4], busy: null, holdsUpInjection: false });
});

afterEach(() => vi.useRealTimers());

async function ask(maxFrames = 50) {
  const asked = askAllFrames(1, { type: "look-up", key: "" }, { maxFrames, withinMs: 3000 });
  await vi.advanceTimersByTimeAsync(9000);
  const { answers, isCut } = await asked;
  return { frames: answers.map(({ frameId }) => frameId), isCut };
}

describe("the frames of a page", () => {
  it("are asked all, the page itself first", async () => {
    expect(await ask()).toEqual({ frames: [0, 4, 7], isCut: false });
  });

  it("are asked up to so many", async () => {
    expect(await ask(2)).toEqual({ frames: [0, 4], isCut: true });
  });

  it("do not wait for one that answers never", async () => {
    tab.busy = 4;
    expect(await ask()).toEqual({ frames: [0, 7], isCut: true });
  });

  it("leave the page itself where one of them lets no script in for ever", async () => {
    tab.holdsUpInjection = true;
    expect(await ask()).toEqual({ frames: [0], isCut: true });
  });
});
