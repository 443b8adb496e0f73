import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERROR_CODES, type ErrorCode, jobError } from "../../../lib/errors/job-error";
import { backoffMs, decideRetry, MAX_ATTEMPTS } from "../../../lib/jobs/retry-policy";

const NOW_MS = 1_000_000;
const first = { attempts: 1, freshUploads: 0, nowMs: NOW_MS, random: 0 };

const internalError = (name: string) =>
  jobError("processing-failed", "processing", {
    server: {
      httpStatus: 200,
      code: null,
      name,
      title: null,
      detail: null,
      message: null,
      problem: null,
      transactionId: null,
    },
  });

/** The codes after which something else than stopping follows; every other code stops. */
const ACTIONS: Partial<Record<ErrorCode, "wait" | "sign-in">> = {
  "signed-out": "sign-in",
  "no-client-id": "sign-in",
  "rate-limited": "wait",
  network: "wait",
  "x-unavailable": "wait",
  "unreadable-answer": "wait",
};

describe("after a failed step", () => {
  for (const code of ERROR_CODES) {
    const action = ACTIONS[code] ?? "stop";
    it(`${code} leads to ${action}`, () => {
      expect(decideRetry(jobError(code, "upload"), first).action).toBe(action);
    });
  }

  it("X's own fault in processing is answered with one fresh upload, not two", () => {
    const error = internalError("InternalError");
    expect(decideRetry(error, first).action).toBe("upload-again");
    expect(decideRetry(error, { ...first, freshUploads: 1 }).action).toBe("stop");
    expect(decideRetry(internalError("InvalidMedia"), first).action).toBe("stop");
  });

  it("no code is tried more than six times in a row", () => {
    for (const code of ERROR_CODES) {
      const { action } = decideRetry(jobError(code, "upload"), {
        ...first,
        attempts: MAX_ATTEMPTS,
      });
      expect([code, action]).not.toEqual([code, "wait"]);
    }
    const history = { ...first, attempts: MAX_ATTEMPTS - 1 };
    expect(decideRetry(jobError("network", "upload"), history).action).toBe("wait");
  });

  it("a rate limit is waited for as long as X says, and never shorter than a pause of our own", () => {
    const late = jobError("rate-limited", "upload", { retryAtMs: NOW_MS + 900_000 });
    expect(decideRetry(late, first)).toEqual({ action: "wait", untilMs: NOW_MS + 900_000 });
    const past = jobError("rate-limited", "upload", { retryAtMs: NOW_MS - 900_000 });
    expect(decideRetry(past, first)).toEqual({ action: "wait", untilMs: NOW_MS + 500 });
    const untold = jobError("rate-limited", "upload");
    expect(decideRetry(untold, first)).toEqual({ action: "wait", untilMs: NOW_MS + 500 });
  });
});

describe("the pause before a repeat", () => {
  const anyAttempts = fc.integer({ min: 1, max: 100 });
  const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it("is between half a second and a minute", () => {
    fc.assert(
      fc.property(anyAttempts, anyRandom, (attempts, random) => {
        expect(backoffMs(attempts, random)).toBeGreaterThanOrEqual(500);
        expect(backoffMs(attempts, random)).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it("doubles, with a random half", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((attempts) => backoffMs(attempts, 0))).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000,
    ]);
    expect([1, 2, 7].map((attempts) => backoffMs(attempts, 0.5))).toEqual([750, 1500, 45_000]);
  });

  it("differs between two that failed together", () => {
    fc.assert(
      fc.property(anyAttempts, (attempts) => {
        expect(backoffMs(attempts, 0.9)).toBeGreaterThan(backoffMs(attempts, 0.1));
      }),
    );
  });
});
