import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeAbsence, TIMELINE_LAG_MS } from "../../../lib/runner/judge-absence";

const NOW_MS = 1_800_000_000_000;
const whole = { xNowMs: NOW_MS, isWhole: true };

describe("a post that was not seen", () => {
  it("is absent when two looks agree that lie further apart than timelines lag", () => {
    const first = { looks: 5, notSeenSinceMs: NOW_MS - TIMELINE_LAG_MS, ...whole };
    expect(judgeAbsence(first)).toEqual({ kind: "absent" });
    const soon = { ...first, notSeenSinceMs: NOW_MS - TIMELINE_LAG_MS + 1 };
    expect(judgeAbsence(soon)).toEqual({ kind: "unknown" });
    expect(judgeAbsence({ ...first, xNowMs: null })).toEqual({ kind: "unknown" });
    expect(judgeAbsence({ ...first, isWhole: false })).toEqual({ kind: "unknown" });
  });

  it("is looked for again at most once a minute, and for longer than timelines lag", () => {
    let [looks, nowMs, firstMs] = [0, NOW_MS, NOW_MS];
    for (;;) {
      const notSeenSinceMs = looks === 0 ? null : firstMs;
      const verdict = judgeAbsence({ looks, notSeenSinceMs, xNowMs: nowMs, isWhole: true });
      if (verdict.kind !== "look-again") {
        expect(verdict).toEqual({ kind: "absent" });
        expect(nowMs - NOW_MS).toBeGreaterThanOrEqual(TIMELINE_LAG_MS);
        return;
      }
      expect(verdict.afterMs).toBeGreaterThanOrEqual(60_000);
      nowMs += verdict.afterMs;
      looks += 1;
    }
  });

  it("is never called absent while a timeline that lags may still hide it, whatever this machine's clock does", () => {
    const MINUTE_MS = 60_000;
    fc.assert(
      fc.property(
        fc.nat(60_000),
        fc.nat(TIMELINE_LAG_MS - 2 * MINUTE_MS),
        // How long each pause really is: alarms come late, and a clock that is set ends them early.
        fc.array(fc.nat(10 * MINUTE_MS), { minLength: 20, maxLength: 20 }),
        (madeAfterMs, lagMs, pausesMs) => {
          const visibleAtMs = NOW_MS + madeAfterMs + lagMs;
          let nowMs = NOW_MS;
          let firstMs: number | null = null;
          for (const [looks, pauseMs] of pausesMs.entries()) {
            if (nowMs >= visibleAtMs) return;
            const look = { looks, notSeenSinceMs: firstMs, xNowMs: nowMs, isWhole: true };
            expect(judgeAbsence(look).kind).not.toBe("absent");
            firstMs ??= nowMs;
            nowMs += pauseMs;
          }
        },
      ),
    );
  });
});
