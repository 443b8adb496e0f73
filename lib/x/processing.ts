import { JobFailure, jobError, type ServerAnswer } from "../errors/job-error";
import { asRecord } from "./server-answer";

/** What X's `processing_info` means for us. */
export type ProcessingReport =
  | { readonly kind: "usable" }
  | {
      readonly kind: "working";
      /** Milliseconds that X asks us to wait before the next status call. */
      readonly checkAfterMs: number;
      /** 0 to 100; null when X does not say. */
      readonly percent: number | null;
    }
  | {
      readonly kind: "failed";
      readonly error: Pick<ServerAnswer, "code" | "name" | "message">;
    };

/** Used when `check_after_secs` is missing, zero or no number: without it a client would poll in a tight loop. */
export const DEFAULT_CHECK_AFTER_MS = 3_000;

/** The longest pause believed; a larger `check_after_secs` is taken as this. */
export const MAX_CHECK_AFTER_MS = 30 * 60_000;

/**
 * Reads the `processing_info` of a finalize or status answer, whatever its shape.
 *
 * No `processing_info` at all means usable. An `error` object means failed whatever the state says:
 * X was seen to answer `in_progress` with an error for ever. An unknown state is still working.
 */
export function interpretProcessing(processingInfo: unknown): ProcessingReport {
  if (processingInfo === undefined || processingInfo === null) return { kind: "usable" };
  const info = asRecord(processingInfo);
  const error = info["error"];
  const state = info["state"];
  if (typeof error === "object" && error !== null) {
    const fields = asRecord(error);
    return {
      kind: "failed",
      error: {
        code: asText(fields["code"]),
        name: asText(fields["name"]),
        message: asText(fields["message"]),
      },
    };
  }
  if (state === "failed") {
    return { kind: "failed", error: { code: null, name: null, message: null } };
  }
  if (state === "succeeded") return { kind: "usable" };
  return {
    kind: "working",
    checkAfterMs: readCheckAfterMs(info["check_after_secs"]),
    percent: readPercent(info["progress_percent"]),
  };
}

/** X's report that a file cannot be used, as a failure with X's own code, name and message. */
export function processingFailure(
  said: Pick<ServerAnswer, "code" | "name" | "message">,
): JobFailure {
  const nothingElse = { httpStatus: 200, title: null, detail: null, problem: null };
  return new JobFailure(
    jobError("processing-failed", "processing", {
      server: { ...nothingElse, ...said, transactionId: null },
    }),
  );
}

function readCheckAfterMs(seconds: unknown): number {
  if (typeof seconds !== "number" || !Number.isFinite(seconds) || seconds <= 0) {
    return DEFAULT_CHECK_AFTER_MS;
  }
  return Math.min(MAX_CHECK_AFTER_MS, Math.ceil(seconds * 1000));
}

function readPercent(percent: unknown): number | null {
  if (typeof percent !== "number" || !Number.isFinite(percent)) return null;
  return Math.min(100, Math.max(0, percent));
}

function asText(value: unknown): string | null {
  if (typeof value === "string") return value.slice(0, 1000);
  return typeof value === "number" ? String(value) : null;
}
