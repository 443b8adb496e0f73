import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fromLocalField,
  judgeSchedule,
  MOST_LATE_MS,
  proposeTimes,
  toLocalField,
} from "../../../lib/jobs/schedule";
import { anyTime } from "./example-records";

describe("a scheduled post", () => {
  it("goes out from its moment on, and asks when that has passed by more than a quarter of an hour", () => {
    expect(judgeSchedule({ atMs: 1000 }, 999)).toBe("early");
    expect(judgeSchedule({ atMs: 1000 }, 1000)).toBe("due");
    expect(judgeSchedule({ atMs: 1000 }, 1000 + MOST_LATE_MS)).toBe("due");
    expect(judgeSchedule({ atMs: 1000 }, 1001 + MOST_LATE_MS)).toBe("missed");
  });

  it("never goes out early, wherever somebody sets the clock", () => {
    fc.assert(
      fc.property(anyTime, anyTime, (atMs, nowMs) => {
        if (nowMs < atMs) expect(judgeSchedule({ atMs }, nowMs)).toBe("early");
      }),
    );
  });
});

describe("the times that are proposed", () => {
  it("are the next useful hours of this computer's day, half an hour ahead at least", () => {
    const morning = new Date(2026, 10, 28, 8, 40).getTime();
    expect(proposeTimes(morning, 4).map(toLocalField)).toEqual([
      "2026-11-28T12:00",
      "2026-11-28T18:00",
      "2026-11-28T21:00",
      "2026-11-29T09:00",
    ]);
  });

  it("are to come and in order, at any moment of the year", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(2026, 0), max: new Date(2027, 0), noInvalidDate: true }),
        (date) => {
          const times = proposeTimes(date.getTime(), 3);
          expect(times).toHaveLength(3);
          expect(times.toSorted((a, b) => a - b)).toEqual(times);
          expect(times[0]).toBeGreaterThan(date.getTime());
        },
      ),
    );
  });
});

describe("the field of a moment", () => {
  it("holds local time, to the minute", () => {
    const atMs = new Date(2026, 2, 4, 5, 6).getTime();
    expect(toLocalField(atMs)).toBe("2026-03-04T05:06");
    expect(fromLocalField("2026-03-04T05:06")).toBe(atMs);
  });

  it.each(["", "tomorrow", "2026-03-04", "2026-99-04T05:06"])("holds no moment: %j", (value) => {
    expect(fromLocalField(value)).toBeNull();
  });
});
