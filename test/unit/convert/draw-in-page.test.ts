import { describe, expect, it } from "vitest";
import { listTrialScales, paintGrowing } from "../../../lib/convert/draw-in-page";

/** Paints so many milliseconds for each million pixels, on a clock of its own. */
function paintOnClock(msPerMegapixel: number, size = { widthPx: 1600, heightPx: 1000 }) {
  let nowMs = 0;
  const painted: number[] = [];
  const paint = (width: number, height: number) => {
    nowMs += (msPerMegapixel * width * height) / 1_000_000;
    painted.push(width);
    const canvas: Partial<OffscreenCanvas> = { width, height, getContext: () => null };
    return canvas as OffscreenCanvas;
  };
  const signal = new AbortController().signal;
  const picture = paintGrowing({ paint }, size, signal, () => nowMs);
  return { picture, painted, spentMs: () => nowMs };
}

describe("a drawing on the page's own thread", () => {
  it("is tried small before it is drawn large", async () => {
    const { picture, painted } = paintOnClock(10);
    expect(await picture).toMatchObject({ widthPx: 1600, heightPx: 1000 });
    expect(painted).toEqual([100, 400, 1600]);
  });

  it("is given up where its full size would hold up the page, before it does", async () => {
    const { picture, spentMs } = paintOnClock(10_000);
    await expect(picture).rejects.toMatchObject({
      error: { code: "conversion-failed", details: { name: "TooComplex" } },
    });
    expect(spentMs()).toBeLessThan(5_000);
  });

  it("begins at some tens of pixels, whatever its size", () => {
    expect(listTrialScales({ widthPx: 50, heightPx: 20 })).toEqual([1]);
    expect(listTrialScales({ widthPx: 20, heightPx: 4096 })).toEqual([1 / 64, 1 / 16, 1 / 4, 1]);
  });
});
