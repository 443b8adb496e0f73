import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERROR_CODES, type ErrorCode } from "../../../lib/errors/error-codes";
import { type JobError, jobError } from "../../../lib/errors/job-error";
import {
  backoffMs,
  BILLED_PAUSE_MS,
  decideCaptureWait,
  decideProcessingRetry,
  decideUploadRetry,
  decideWait,
  MAX_ATTEMPTS,
  type RetryDecision,
} from "../../../lib/jobs/retry-policy";
import type { Wait } from "../../../lib/jobs/wait";

const NOW_MS = 1_000_000;
const first = {
  attempts: 1,
  nowMs: NOW_MS,
  random: 0,
  isOnline: true,
};

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
const WAITS: Partial<Record<ErrorCode, Wait["reason"]>> = {
  "signed-out": "sign-in",
  "no-client-id": "sign-in",
  "rate-limited": "retry",
  "token-refused": "retry",
  network: "retry",
  "x-unavailable": "retry",
  "unreadable-answer": "retry",
};

/** What a decision comes to: why it waits, or what it does instead. */
const outcomeOf = (decision: RetryDecision) =>
  decision.action === "wait" ? decision.wait.reason : decision.action;

describe("after a failed step", () => {
  for (const code of ERROR_CODES) {
    const outcome = WAITS[code] ?? "stop";
    it(`${code} leads to ${outcome}`, () => {
      const error = jobError(code, "upload");
      const reason = decideWait(error, first)?.reason ?? "stop";
      expect(reason).toBe(outcome);
      // Nothing else in any stage, but for what the tests below tell.
      expect(decideCaptureWait(error, first, false)?.reason ?? "stop").toBe(outcome);
      expect(outcomeOf(decideUploadRetry(error, first, 0, null))).toBe(outcome);
      expect(outcomeOf(decideProcessingRetry(error, first, 0))).toBe(outcome);
    });
  }

  it("without a network nothing counts as a failure: it is waited for", () => {
    const offline = { ...first, attempts: 100, isOnline: false };
    expect(decideWait(jobError("network", "upload"), offline)).toMatchObject({
      reason: "offline",
      untilMs: null,
      attempts: 0,
    });
    const unavailable = jobError("x-unavailable", "upload");
    expect(decideWait(unavailable, offline)).toBeNull();
  });

  it.each(["source-unreachable", "capture-stalled"] as const)(
    "a download that broke off (%s) waits for the network, or is taken up again where it can",
    (code) => {
      const error = jobError(code, "capture");
      const decide = (canResume: boolean, change: Partial<typeof first> = {}) =>
        decideCaptureWait(error, { ...first, ...change }, canResume)?.reason ?? "stop";
      expect(decide(false, { isOnline: false })).toBe("offline");
      expect(decide(true)).toBe("retry");
      expect(decide(true, { attempts: MAX_ATTEMPTS })).toBe("stop");
      expect(decide(false)).toBe("stop");
    },
  );

  it("segments that are too large are cut smaller, as long as they can be", () => {
    const error = jobError("payload-too-large", "upload");
    expect(decideUploadRetry(error, first, 0, 512)).toEqual({
      action: "smaller-segments",
      maxSegmentBytes: 512,
    });
    expect(decideUploadRetry(error, first, 0, null).action).toBe("stop");
  });

  it("X's own fault in processing is answered with one fresh upload, not two", () => {
    const error = internalError("InternalError");
    for (const decide of [
      (failure: JobError, freshUploads: number) =>
        decideProcessingRetry(failure, first, freshUploads),
      (failure: JobError, freshUploads: number) =>
        decideUploadRetry(failure, first, freshUploads, 512),
    ]) {
      expect(decide(error, 0).action).toBe("upload-again");
      expect(decide(error, 1).action).toBe("stop");
      expect(decide(internalError("InvalidMedia"), 0).action).toBe("stop");
    }
  });

  it("no code is tried more than six times in a row", () => {
    for (const code of ERROR_CODES) {
      const wait = decideWait(jobError(code, "upload"), { ...first, attempts: MAX_ATTEMPTS });
      expect([code, wait?.reason]).not.toEqual([code, "retry"]);
    }
    const history = { ...first, attempts: MAX_ATTEMPTS - 1 };
    expect(decideWait(jobError("network", "upload"), history)).not.toBeNull();
  });

  it("a rate limit is waited for as long as X says, and never shorter than a pause of our own", () => {
    for (const [retryAtMs, untilMs] of [
      [NOW_MS + 900_000, NOW_MS + 900_000],
      [NOW_MS - 900_000, NOW_MS + 500],
      [null, NOW_MS + 500],
    ] as const) {
      const error = jobError("rate-limited", "upload", { retryAtMs });
      expect(decideWait(error, first)).toEqual({ reason: "retry", untilMs, attempts: 1, error });
    }
  });
});

describe("a call that costs money", () => {
  it.each(["post", "alt-text"] as const)("(%s) is not repeated within a minute", (stage) => {
    for (const code of ["network", "x-unavailable", "rate-limited"] as const) {
      const wait = decideWait(jobError(code, stage, { retryAtMs: NOW_MS + 1 }), first);
      expect(wait).toMatchObject({ untilMs: NOW_MS + BILLED_PAUSE_MS });
    }
    const late = jobError("rate-limited", stage, { retryAtMs: NOW_MS + 900_000 });
    expect(decideWait(late, first)).toMatchObject({ untilMs: NOW_MS + 900_000 });
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
