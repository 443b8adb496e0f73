import { JobFailure, jobError, type ServerAnswer } from "../errors/job-error";
import type { MediaInfo } from "../media/media-info";
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

/**
 * X's report that a file cannot be used, as a failure with X's own code, name and message; `too-long`,
 * with the length that X names and to which the video can be cut, where it says so. Else what helps is to
 * code the medium anew, unless that was done, or X says that the fault is its own.
 */
export function processingFailure(
  said: Pick<ServerAnswer, "code" | "name" | "message">,
  { isCodedAnew = false }: Pick<MediaInfo, "isCodedAnew">,
): JobFailure {
  const nothingElse = { httpStatus: 200, title: null, detail: null, problem: null };
  const server = { ...nothingElse, ...said, transactionId: null };
  const tooLong = readDurations(said.message ?? "");
  const helpsToConvert = !isCodedAnew && said.name !== "InternalError";
  const details = helpsToConvert ? ({ remedy: "convert" } as const) : {};
  return new JobFailure(
    tooLong === null
      ? jobError("processing-failed", "processing", { server, details })
      : jobError("too-long", "processing", {
          server,
          details: { ...tooLong, trimToMs: tooLong.limit },
        }),
  );
}

/**
 * The two lengths of X's "Duration 2.minutes+29.seconds exceeds max duration of 2.minutes+20.seconds", or
 * "Duration too long, maximum:30000, actual:33878", in milliseconds; null for any other message.
 */
function readDurations(
  message: string,
): { readonly actual: number; readonly limit: number } | null {
  const inWords = /Duration (\S+) exceeds max duration of (\S+)/i.exec(message);
  const inMs = /Duration too long, maximum:(\d{1,9}), actual:(\d{1,9})/i.exec(message);
  const actual = inMs ? Number(inMs[2]) : readDurationMs(inWords?.[1] ?? "");
  const limit = inMs ? Number(inMs[1]) : readDurationMs(inWords?.[2] ?? "");
  return actual > limit && limit >= 1000 ? { actual, limit } : null;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

function readDurationMs(text: string): number {
  const parts = text.matchAll(/(\d{1,9})\.(hour|minute|second|millisecond)s?/gi);
  return [...parts].reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (UNIT_MS[unit.toLowerCase()] ?? 0),
    0,
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
