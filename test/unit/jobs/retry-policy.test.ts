import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERROR_CODES, type ErrorCode, jobError } from "../../../lib/errors/job-error";
import {
  backoffMs,
  BILLED_PAUSE_MS,
  decideRetry,
  MAX_ATTEMPTS,
  type RetryDecision,
} from "../../../lib/jobs/retry-policy";
import type { Wait } from "../../../lib/jobs/wait";

const NOW_MS = 1_000_000;
const first = {
  attempts: 1,
  freshUploads: 0,
  nowMs: NOW_MS,
  random: 0,
  isOnline: true,
  canSendSmaller: false,
  canResumeDownload: false,
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
      expect(outcomeOf(decideRetry(jobError(code, "upload"), first))).toBe(outcome);
    });
  }

  it("without a network nothing counts as a failure: it is waited for", () => {
    const offline = { ...first, attempts: 100, isOnline: false };
    expect(decideRetry(jobError("network", "upload"), offline)).toMatchObject({
      action: "wait",
      wait: { reason: "offline", untilMs: null, attempts: 0 },
    });
    const unavailable = jobError("x-unavailable", "upload");
    expect(decideRetry(unavailable, offline).action).toBe("stop");
  });

  it.each(["source-unreachable", "capture-stalled"] as const)(
    "a download that broke off (%s) waits for the network, or is taken up again where it can",
    (code) => {
      const error = jobError(code, "capture");
      const decide = (change: Partial<typeof first>) =>
        outcomeOf(decideRetry(error, { ...first, ...change }));
      expect(decide({ isOnline: false })).toBe("offline");
      expect(decide({ canResumeDownload: true })).toBe("retry");
      expect(decide({ canResumeDownload: true, attempts: MAX_ATTEMPTS })).toBe("stop");
      expect(decide({})).toBe("stop");
    },
  );

  it("segments that are too large are cut smaller, as long as they can be", () => {
    const error = jobError("payload-too-large", "upload");
    expect(decideRetry(error, { ...first, canSendSmaller: true }).action).toBe("smaller-segments");
    expect(decideRetry(error, first).action).toBe("stop");
  });

  it("X's own fault in processing is answered with one fresh upload, not two", () => {
    const error = internalError("InternalError");
    expect(decideRetry(error, first).action).toBe("upload-again");
    expect(decideRetry(error, { ...first, freshUploads: 1 }).action).toBe("stop");
    expect(decideRetry(internalError("InvalidMedia"), first).action).toBe("stop");
  });

  it("no code is tried more than six times in a row", () => {
    for (const code of ERROR_CODES) {
      const decision = decideRetry(jobError(code, "upload"), { ...first, attempts: MAX_ATTEMPTS });
      expect([code, outcomeOf(decision)]).not.toEqual([code, "retry"]);
    }
    const history = { ...first, attempts: MAX_ATTEMPTS - 1 };
    expect(decideRetry(jobError("network", "upload"), history).action).toBe("wait");
  });

  it("a rate limit is waited for as long as X says, and never shorter than a pause of our own", () => {
    for (const [retryAtMs, untilMs] of [
      [NOW_MS + 900_000, NOW_MS + 900_000],
      [NOW_MS - 900_000, NOW_MS + 500],
      [null, NOW_MS + 500],
    ] as const) {
      const error = jobError("rate-limited", "upload", { retryAtMs });
      expect(decideRetry(error, first)).toEqual({
        action: "wait",
        wait: { reason: "retry", untilMs, attempts: 1, error },
      });
    }
  });
});

describe("a call that costs money", () => {
  it.each(["post", "alt-text"] as const)("(%s) is not repeated within a minute", (stage) => {
    for (const code of ["network", "x-unavailable", "rate-limited"] as const) {
      const decision = decideRetry(jobError(code, stage, { retryAtMs: NOW_MS + 1 }), first);
      expect(decision).toMatchObject({ wait: { untilMs: NOW_MS + BILLED_PAUSE_MS } });
    }
    const late = jobError("rate-limited", stage, { retryAtMs: NOW_MS + 900_000 });
    expect(decideRetry(late, first)).toMatchObject({ wait: { untilMs: NOW_MS + 900_000 } });
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
