import { describe, expect, it } from "vitest";
import { answerRange, type RangeHabit, type RangeRequest } from "../../pages/answer-range";

describe("the gallery's server, asked for a range", () => {
  it.each<[RangeRequest, RangeHabit, readonly (number | string | undefined)[]]>([
    [{ range: "bytes=10-19" }, "strong", [206, 10, 20, "bytes 10-19/100"]],
    [{ range: "bytes=90-" }, "strong", [206, 90, 100, "bytes 90-99/100"]],
    [{ range: "bytes=90-500" }, "strong", [206, 90, 100, "bytes 90-99/100"]],
    [{ range: "bytes=100-" }, "strong", [416, 0, 0, "bytes */100"]],
    [{ range: "bytes=0-9,20-29" }, "strong", [200, 0, 100, undefined]],
    [{ range: "bytes=10-19", ifRange: '"100"' }, "strong", [206, 10, 20, "bytes 10-19/100"]],
    [{ range: "bytes=10-19", ifRange: '"99"' }, "strong", [200, 0, 100, undefined]],
    [{ range: "bytes=10-19", ifRange: 'W/"100"' }, "weak", [200, 0, 100, undefined]],
    [{ range: "bytes=10-19" }, "ignores", [200, 0, 100, undefined]],
    [{ range: "bytes=10-19" }, "shifts", [206, 11, 20, "bytes 11-19/100"]],
    [{}, "strong", [200, 0, 100, undefined]],
  ])("%j with the habit %s", (headers, habit, expected) => {
    const answer = answerRange(headers, 100, habit);
    const { status, startByte, endByte } = answer;
    expect([status, startByte, endByte, answer.headers["content-range"]]).toEqual(expected);
  });
});
