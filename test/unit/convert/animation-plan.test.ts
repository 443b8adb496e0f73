import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countRounds, planFrameLayout, shownMs } from "../../../lib/convert/animation-plan";
import { checkLimits, MEDIA_LIMITS } from "../../../lib/media/media-limits";
import { VIDEO } from "../jobs/example-records";

const anySide = fc.integer({ min: 1, max: 20_000 });

describe("a moving picture's layout as a video", () => {
  it("is one that X takes, with even sides, whatever the picture's size", () => {
    fc.assert(
      fc.property(anySide, anySide, (widthPx, heightPx) => {
        const layout = planFrameLayout(widthPx, heightPx);
        expect([layout.widthPx % 2, layout.heightPx % 2]).toEqual([0, 0]);
        expect(checkLimits({ ...VIDEO, ...layout }, "standard")).toBeNull();
        const sides = [layout.widthPx, layout.heightPx].toSorted((a, b) => a - b);
        expect(sides[1]).toBeLessThanOrEqual(MEDIA_LIMITS.tweet_video.maxLongSidePx);
        expect(sides[0]).toBeLessThanOrEqual(MEDIA_LIMITS.tweet_video.maxShortSidePx);
      }),
    );
  });

  it("holds the whole picture, in the middle, in its own proportions", () => {
    fc.assert(
      fc.property(anySide, anySide, (widthPx, heightPx) => {
        const { picture, ...frame } = planFrameLayout(widthPx, heightPx);
        const rest = {
          x: frame.widthPx - picture.widthPx - 2 * picture.x,
          y: frame.heightPx - picture.heightPx - 2 * picture.y,
        };
        expect([0, 1]).toContain(rest.x);
        expect([0, 1]).toContain(rest.y);
        // Each side is rounded to a pixel, and then up to an even number.
        const scale = widthPx > heightPx ? picture.widthPx / widthPx : picture.heightPx / heightPx;
        expect(Math.abs(picture.widthPx - widthPx * scale)).toBeLessThanOrEqual(3);
        expect(Math.abs(picture.heightPx - heightPx * scale)).toBeLessThanOrEqual(3);
      }),
    );
  });

  it("leaves an ordinary picture as it is", () => {
    const picture = { x: 0, y: 0, widthPx: 480, heightPx: 320 };
    expect(planFrameLayout(480, 320)).toEqual({ widthPx: 480, heightPx: 320, picture });
  });

  it("stretches an odd side by one pixel rather than showing a white line", () => {
    const picture = { x: 0, y: 0, widthPx: 162, heightPx: 92 };
    expect(planFrameLayout(161, 91)).toEqual({ widthPx: 162, heightPx: 92, picture });
  });

  it("gives a banner margins, and enlarges a tiny one by a whole number", () => {
    expect(planFrameLayout(728, 90)).toMatchObject({ widthPx: 728, heightPx: 244 });
    expect(planFrameLayout(16, 16)).toMatchObject({ widthPx: 32, heightPx: 32 });
    expect(planFrameLayout(20, 14).picture).toMatchObject({ widthPx: 60, heightPx: 42 });
  });
});

describe("a frame's time", () => {
  it("is the one that browsers show it for", () => {
    expect([0, 10, 11, 40, 5000, null].map(shownMs)).toEqual([100, 100, 11, 40, 5000, 100]);
  });

  it("adds up to what X asks for, by as few rounds as it takes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (totalMs) => {
        const rounds = countRounds(totalMs);
        expect(rounds * totalMs).toBeGreaterThanOrEqual(Math.min(500, rounds * totalMs));
        expect(rounds * totalMs >= 500).toBe(true);
        expect(rounds === 1 || (rounds - 1) * totalMs < 500).toBe(true);
      }),
    );
  });
});
