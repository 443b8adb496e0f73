import { describe, expect, it } from "vitest";
import {
  failingProcessing,
  type ProcessingPlan,
  processingInfo,
  stepAt,
  usualProcessing,
} from "../../x-server/processing-clock";

describe("the processing clock", () => {
  it.each([
    [0, "pending"],
    [999, "pending"],
    [1000, "in_progress"],
    [1999, "in_progress"],
    [2000, "succeeded"],
    [1e9, "succeeded"],
  ])("after %i ms of the usual plan shows %s", (elapsedMs, state) => {
    expect(stepAt(usualProcessing, elapsedMs).state).toBe(state);
  });

  it("stays for ever in a step without an end", () => {
    const plan: ProcessingPlan = [{ state: "in_progress" }, { state: "succeeded" }];
    expect(stepAt(plan, 1e12).state).toBe("in_progress");
  });

  it("fails in place of the last step", () => {
    const error = { name: "InvalidMedia", message: "No." };
    const plan = failingProcessing(usualProcessing, error);
    expect(plan.map(({ state }) => state)).toEqual(["pending", "in_progress", "failed"]);
    expect(stepAt(plan, 2000).error).toEqual(error);
    expect(failingProcessing([{ state: "succeeded" }], error)).toMatchObject([{ state: "failed" }]);
  });

  it("leaves out what a step does not say", () => {
    expect(processingInfo({ state: "odd" })).toEqual({ state: "odd" });
    expect(processingInfo({ state: "odd", checkAfterSecs: 0, progressPercent: 0 })).toEqual({
      state: "odd",
      check_after_secs: 0,
      progress_percent: 0,
    });
  });
});
