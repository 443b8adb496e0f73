import {
  type ErrorCode,
  type JobError,
  jobError,
  type ServerAnswer,
  type Stage,
} from "../errors/job-error";
import { parseJsonObject, type ReadAnswer, readServerAnswer } from "./server-answer";

/**
 * Names the failure that an answer of X means. The order is: HTTP status, then the problem's type or
 * reason, and words only where X gives nothing else (duplicates, length, the subscriber's limits).
 * Source of the markers: answers quoted by several clients; see `docs/x-api.md`.
 */
export function classifyFailure(answer: ReadAnswer, stage: Stage, nowMs: number): JobError {
  const server = readServerAnswer(answer);
  const code = codeOf(server, answer, stage);
  return jobError(code, stage, {
    server,
    retryAtMs: code === "rate-limited" ? boundedRetryAtMs(answer.headers, nowMs) : null,
  });
}

function codeOf(server: ServerAnswer, answer: ReadAnswer, stage: Stage): ErrorCode {
  switch (server.httpStatus) {
    case 400:
      return codeOf400(server, answer);
    case 401:
      return "signed-out";
    case 402:
      return "no-credits";
    case 403:
      return codeOf403(server, stage);
    case 413:
    case 431:
      return "payload-too-large";
    case 429:
      return server.problem === "usage-capped" ? "usage-capped" : "rate-limited";
    case 408:
      return "x-unavailable";
    default:
      return server.httpStatus >= 500 ? "x-unavailable" : "invalid-request";
  }
}

function codeOf400(server: ServerAnswer, answer: ReadAnswer): ErrorCode {
  if (answer.bodyText.includes('"media.media_ids"')) return "media-refused";
  const words = wordsOf(server);
  if (/media IDs are invalid/i.test(words)) return "media-refused";
  if (/text is too long/i.test(words)) return "text-too-long";
  return "invalid-request";
}

function codeOf403(server: ServerAnswer, stage: Stage): ErrorCode {
  switch (server.problem) {
    case "client-forbidden":
    case "client-not-enrolled":
      return "not-enrolled";
    case "usage-capped":
      return "usage-capped";
    case "credits":
      return "no-credits";
    case "unsupported-authentication":
      return "signed-out";
  }
  const words = wordsOf(server);
  if (/duplicate content/i.test(words)) return "duplicate-post";
  if (/text is too long/i.test(words)) return "text-too-long";
  if (/video longer than/i.test(words)) return "tier-limit";
  if (/spend.?cap|spending limit|billing cycle/i.test(words)) return "spend-cap";
  // A plain "Forbidden" on the media calls is a grant from before media.write was asked for.
  return stage === "post" ? "not-permitted" : "scope-missing";
}

function wordsOf(server: ServerAnswer): string {
  return [server.title, server.detail, server.message].filter((part) => part !== null).join(" ");
}

/** X's longest window; a later moment is a misread or broken header. */
const LONGEST_WINDOW_MS = 24 * 60 * 60_000;

function boundedRetryAtMs(headers: Headers, nowMs: number): number | null {
  const retryAtMs = readRetryAtMs(headers, nowMs);
  return retryAtMs === null ? null : Math.min(retryAtMs, nowMs + LONGEST_WINDOW_MS);
}

/**
 * When a 429 says to come back, in epoch milliseconds; null when it does not. With calls left in
 * the 15-minute window it is the 24-hour window that is used up.
 */
function readRetryAtMs(headers: Headers, nowMs: number): number | null {
  const remaining = readNumber(headers, "x-rate-limit-remaining");
  const windows =
    remaining !== null && remaining > 0
      ? ["x-user-limit-24hour", "x-app-limit-24hour"]
      : ["x-rate-limit"];
  for (const window of windows) {
    const left = readNumber(headers, `${window}-remaining`);
    const resetSecs = readNumber(headers, `${window}-reset`);
    if (resetSecs !== null && (left === null || left === 0)) return resetSecs * 1000;
  }
  const retryAfterSecs = readNumber(headers, "retry-after");
  return retryAfterSecs === null ? null : nowMs + retryAfterSecs * 1000;
}

function readNumber(headers: Headers, name: string): number | null {
  const value = headers.get(name);
  if (value === null || value.trim() === "") return null;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : null;
}

/**
 * Whether a refused token grant means that the client id or the app's type is wrong, that the grant
 * is gone, or only that the endpoint is out of reach: an edge server's refusal says nothing about
 * the grant, which must then be kept.
 */
export function classifyTokenFailure(answer: ReadAnswer): JobError {
  const server = readServerAnswer(answer);
  return jobError(codeOfTokenFailure(answer), "sign-in", { server });
}

function codeOfTokenFailure({ httpStatus, bodyText }: ReadAnswer): ErrorCode {
  switch (parseJsonObject(bodyText)["error"]) {
    case "unauthorized_client":
      return "client-confidential";
    case "invalid_client":
      return "client-id-rejected";
    case "rate_limited":
    case "temporarily_unavailable":
      return "x-unavailable";
    default:
      return httpStatus === 400 || httpStatus === 401 ? "sign-in-failed" : "x-unavailable";
  }
}
