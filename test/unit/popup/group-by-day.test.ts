import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { daysAgo, groupByDay, startOfDay } from "../../../lib/popup/group-by-day";

const at = (text: string) => new Date(text).getTime();

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the activity of a day", () => {
  it("is what fell on it in the person's own calendar", () => {
    const times = ["2026-11-24T23:59", "2026-11-24T00:00", "2026-11-23T23:59", "2026-11-20T12:00"];
    const groups = groupByDay(times.map(at), (atMs) => atMs);
    expect(groups.map(({ entries }) => entries.length)).toEqual([2, 1, 1]);
    expect(groups.map(({ dayMs }) => daysAgo(dayMs, at("2026-11-24T12:00")))).toEqual([0, 1, 4]);
  });

  it("is counted right over the nights in which clocks are changed", () => {
    vi.stubEnv("TZ", "America/New_York");
    const shortDay = startOfDay(at("2026-03-08T12:00"));
    expect(daysAgo(shortDay, at("2026-03-09T00:30"))).toBe(1);
    const longDay = startOfDay(at("2026-11-01T12:00"));
    expect(daysAgo(longDay, at("2026-11-02T00:30"))).toBe(1);
    expect(daysAgo(longDay, at("2026-11-01T23:30"))).toBe(0);
  });

  it("leaves out nothing and changes no order", () => {
    fc.assert(
      fc.property(fc.array(fc.date({ noInvalidDate: true, min: new Date(0) })), (dates) => {
        const groups = groupByDay(dates, (date) => date.getTime());
        expect(groups.flatMap(({ entries }) => entries)).toEqual(dates);
      }),
    );
  });
});
