import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBytes, formatBytesPerSecond } from "../../../lib/i18n/format-bytes";
import { formatDuration, formatTimeLeft } from "../../../lib/i18n/format-duration";
import { formatMoment } from "../../../lib/popup/format-moment";
import { formatPercent, percentOf } from "../../../lib/popup/format-percent";
import { formatRelativeTime } from "../../../lib/popup/format-relative-time";
import { formatUsd } from "../../../lib/popup/format-usd";

const MIB = 1024 * 1024;

describe("bytes", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1 kB"],
    [614_400, "600 kB"],
    [5 * MIB, "5 MB"],
    [5 * MIB + 200_000, "5.2 MB"],
    [101.4 * MIB, "101 MB"],
    [8 * 1024 * MIB, "8 GB"],
  ])("says %d bytes as “%s”", (bytes, text) => {
    expect(formatBytes(bytes, "en")).toBe(text);
  });

  it("keeps the decimal of a number that changes", () => {
    expect(formatBytes(5 * MIB, "en", "steady")).toBe("5.0 MB");
  });

  it("says a speed", () => {
    expect(formatBytesPerSecond(1.25 * MIB, "en")).toBe("1.3 MB/s");
  });

  it("never needs more than three digits before the unit, up to a terabyte", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 * 1024 * MIB }), (bytes) => {
        expect(formatBytes(bytes, "en").replace(/[^0-9]/g, "").length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe("spans of time", () => {
  it.each([
    [300, "0.3 sec"],
    [8_000, "8 sec"],
    [74_000, "1 min 14 sec"],
    [20 * 60_000, "20 min"],
    [59_600, "1 min"],
    [65 * 60_000, "1 hr 5 min"],
    [120 * 60_000, "2 hr"],
  ])("says %d ms as “%s”", (durationMs, text) => {
    expect(formatDuration(durationMs, "en")).toBe(text);
  });

  it.each([
    ["ja", "3分20秒"],
    ["zh-CN", "3分钟20秒"],
    ["de", "3 Min. 20 Sek."],
  ])("are written in %s as one does there: %s", (locale, text) => {
    expect(formatDuration(200_000, locale)).toBe(text);
  });

  it.each([
    [0, "1 sec"],
    [8_100, "9 sec"],
    [61_000, "2 min"],
    [3_900_000, "1 hr 5 min"],
  ])("says that %d ms are left as “%s”", (leftMs, text) => {
    expect(formatTimeLeft(leftMs, "en")).toBe(text);
  });

  it("always says something about any span", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (spanMs) => {
        expect(formatDuration(spanMs, "en")).not.toBe("");
        expect(formatTimeLeft(spanMs, "en")).toMatch(/[1-9]/);
      }),
    );
  });
});

describe("percent", () => {
  it("is unknown without a total", () => {
    expect(percentOf(5, null)).toBeNull();
    expect(percentOf(5, 0)).toBeNull();
  });

  it("says 100 only when all is done", () => {
    expect(percentOf(999, 1000)).toBe(99);
    expect(percentOf(1000, 1000)).toBe(100);
  });

  it("stays between 0 and 100, whatever a server counts", () => {
    const counts = fc.tuple(fc.integer(), fc.integer({ min: 1 }));
    fc.assert(
      fc.property(counts, ([done, total]) => {
        const percent = percentOf(done, total) ?? Number.NaN;
        return percent >= 0 && percent <= 100;
      }),
    );
    expect(percentOf(-1, 10)).toBe(0);
    expect(percentOf(11, 10)).toBe(100);
  });

  it("is rounded down in words too", () => {
    expect(formatPercent(42.9, "en")).toBe("42%");
  });
});

describe("prices", () => {
  it.each([
    [0.015, "$0.015"],
    [0.2, "$0.20"],
    [0.005, "$0.005"],
    [0.22, "$0.22"],
  ])("says %d dollars as “%s”", (usd, text) => {
    expect(formatUsd(usd, "en")).toBe(text);
  });
});

describe("moments", () => {
  const nowMs = Date.UTC(2026, 10, 20, 12);

  it.each([
    [0, "now"],
    [59_000, "now"],
    [5 * 60_000, "5 min. ago"],
    [3 * 3_600_000, "3 hr. ago"],
    [30 * 3_600_000, "yesterday"],
    [8 * 86_400_000, "Nov 12, 2026"],
  ])("says %d ms ago as “%s”", (agoMs, text) => {
    expect(formatRelativeTime(nowMs - agoMs, nowMs, "en")).toBe(text);
  });

  it("stand without a space in a Japanese sentence", () => {
    expect(formatRelativeTime(nowMs - 7 * 60_000, nowMs, "ja")).toBe("7分前");
  });

  it.each([
    ["en", "Fri, Nov 20, 9:06 AM"],
    ["de", "Fr., 20. Nov., 09:06"],
    ["es", "vie, 20 nov, 9:06"],
  ])("have in %s the same hour beside a day as alone: %s", (locale, text) => {
    const at = new Date(2026, 10, 20, 9, 6).getTime();
    const alone = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(at);
    expect(formatMoment(at, locale)).toBe(text);
    expect(text.endsWith(alone)).toBe(true);
  });

  it("takes a clock that was set back for now", () => {
    expect(formatRelativeTime(nowMs + 5_000, nowMs, "en")).toBe("now");
  });
});
