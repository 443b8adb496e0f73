import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_CHECK_AFTER_MS,
  interpretProcessing,
  MAX_CHECK_AFTER_MS,
  processingFailure,
} from "../../../lib/x/processing";

describe("X's report about a file", () => {
  it.each([
    [undefined, { kind: "usable" }],
    [null, { kind: "usable" }],
    [{ state: "succeeded" }, { kind: "usable" }],
    [
      { state: "pending", check_after_secs: 5 },
      { kind: "working", checkAfterMs: 5000, percent: null },
    ],
    [
      { state: "in_progress", check_after_secs: 1.5, progress_percent: 42 },
      { kind: "working", checkAfterMs: 1500, percent: 42 },
    ],
    // The field is a free string: what we do not know is still work.
    [
      { state: "transcoding", check_after_secs: 1 },
      { kind: "working", checkAfterMs: 1000, percent: null },
    ],
    [{}, { kind: "working", checkAfterMs: DEFAULT_CHECK_AFTER_MS, percent: null }],
    ["succeeded", { kind: "working", checkAfterMs: DEFAULT_CHECK_AFTER_MS, percent: null }],
    [{ state: "failed" }, { kind: "failed", error: { code: null, name: null, message: null } }],
    [
      { state: "failed", error: { code: 1, name: "InvalidMedia", message: "Bad codec" } },
      { kind: "failed", error: { code: "1", name: "InvalidMedia", message: "Bad codec" } },
    ],
    // Seen live: in progress with an error for ever.
    [
      { state: "in_progress", progress_percent: 99, error: { name: "InternalError" } },
      { kind: "failed", error: { code: null, name: "InternalError", message: null } },
    ],
    [
      { state: "succeeded", error: {} },
      { kind: "failed", error: { code: null, name: null, message: null } },
    ],
    [{ state: "succeeded", error: null }, { kind: "usable" }],
  ])("%j means %j", (info, report) => {
    expect(interpretProcessing(info)).toEqual(report);
  });

  it.each([0, -1, NaN, "5", null, undefined, {}, Infinity])(
    "that asks to come back after %j seconds is taken as 3 seconds, never as at once",
    (seconds) => {
      const info = { state: "pending", check_after_secs: seconds };
      expect(interpretProcessing(info)).toMatchObject({ checkAfterMs: DEFAULT_CHECK_AFTER_MS });
    },
  );

  it("that asks for a day's pause is asked again after half an hour", () => {
    const info = { state: "pending", check_after_secs: 86_400 };
    expect(interpretProcessing(info)).toMatchObject({ checkAfterMs: MAX_CHECK_AFTER_MS });
  });

  it("of any shape is understood, with a pause and a percentage within bounds", () => {
    const anyInfo = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          state: fc.oneof(fc.constantFrom("pending", "in_progress", "succeeded"), fc.jsonValue()),
          check_after_secs: fc.oneof(fc.double(), fc.integer(), fc.jsonValue()),
          progress_percent: fc.oneof(fc.double(), fc.integer(), fc.jsonValue()),
          error: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(anyInfo, (info) => {
        const report = interpretProcessing(info);
        if (report.kind !== "working") return;
        expect(report.checkAfterMs).toBeGreaterThan(0);
        expect(report.checkAfterMs).toBeLessThanOrEqual(MAX_CHECK_AFTER_MS);
        if (report.percent === null) return;
        expect(report.percent).toBeGreaterThanOrEqual(0);
        expect(report.percent).toBeLessThanOrEqual(100);
      }),
      { numRuns: 500 },
    );
  });

  it("is kept word for word as a failure, at most 1000 characters of it", () => {
    const info = { state: "failed", error: { code: 3, name: "N".repeat(2000), message: "Why" } };
    const report = interpretProcessing(info);
    if (report.kind !== "failed") throw new Error("Expected a failure");
    expect(processingFailure(report.error, {}).error).toMatchObject({
      code: "processing-failed",
      stage: "processing",
      server: { code: "3", name: "N".repeat(1000), message: "Why" },
    });
  });

  it("over a length names both lengths, so that the video can be cut", () => {
    const message =
      "Duration 2.minutes+29.seconds+350.milliseconds exceeds max duration of 2.minutes+20.seconds";
    const said = { code: "3", name: "UnsupportedMedia", message };
    expect(processingFailure(said, {}).error).toMatchObject({
      code: "too-long",
      details: { actual: 149_350, limit: 140_000, trimToMs: 140_000 },
      server: said,
    });
  });

  it.each([
    "Duration of something exceeds max duration of nothing",
    "Duration 1.seconds exceeds max duration of 2.minutes",
    "Duration 9.fortnights exceeds max duration of 1.fortnights",
  ])("that only looks like it is kept as it is: %s", (message) => {
    const said = { code: "3", name: "UnsupportedMedia", message };
    const { code, details } = processingFailure(said, {}).error;
    expect({ code, details }).toEqual({
      code: "processing-failed",
      details: { remedy: "convert" },
    });
  });

  it("in milliseconds names both lengths, too", () => {
    const message = "Duration too long, maximum:30000, actual:33878 (MediaId: snf:1)";
    expect(processingFailure({ code: "324", name: null, message }, {}).error).toMatchObject({
      code: "too-long",
      details: { actual: 33_878, limit: 30_000, trimToMs: 30_000 },
    });
  });

  it("is no reason to code anew what was coded anew, or what X could not process for its own fault", () => {
    const message = "Video GOP is too large. Largest number of frames allowed in one GOP: 512";
    const said = { code: "3", name: "UnsupportedMedia", message };
    expect(processingFailure(said, {}).error.details).toEqual({ remedy: "convert" });
    expect(processingFailure(said, { isCodedAnew: true }).error.details).toEqual({});
    const ownFault = { ...said, name: "InternalError" };
    expect(processingFailure(ownFault, {}).error.details).toEqual({});
  });
});
