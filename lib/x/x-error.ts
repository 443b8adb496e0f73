import type { ErrorCode } from "../errors/error-codes";
import { type JobError, jobError, type ServerAnswer, type Stage } from "../errors/job-error";
import { rateLimitEndMs, troubleEndMs } from "./rate-limit";
import { codeOf403, isSpendCap, readResetDate, wordsOf } from "./refusal-cause";
import { isEdgePage, type ReadAnswer, readServerAnswer } from "./server-answer";

/**
 * Names the failure that an answer of X means. The order is: HTTP status, then the problem's type or
 * reason, and words only where X gives nothing else (duplicates, length, the subscriber's limits).
 * Source of the markers: answers quoted by several clients; see `docs/x-api.md`.
 */
export function classifyFailure(answer: ReadAnswer, stage: Stage, nowMs: number): JobError {
  const server = readServerAnswer(answer);
  const code = codeOf(server, answer);
  const resetDate = code === "spend-cap" ? readResetDate(answer) : null;
  return jobError(code, stage, {
    server,
    details: resetDate === null ? {} : { resetDate },
    retryAtMs: retryAtMs(code, answer.headers, nowMs),
  });
}

function retryAtMs(code: ErrorCode, headers: Headers, nowMs: number): number | null {
  if (code === "rate-limited") return rateLimitEndMs(headers, nowMs);
  return code === "x-unavailable" ? troubleEndMs(headers, nowMs) : null;
}

/**
 * Whether X refuses the token: 401, or the 403 `unsupported-authentication`, which good tokens were
 * met with now and then. An edge server's page is no word of X about a token.
 */
export function isTokenRefusal(answer: ReadAnswer): boolean {
  if (isEdgePage(answer)) return false;
  if (answer.httpStatus === 401) return true;
  return (
    answer.httpStatus === 403 && readServerAnswer(answer).problem === "unsupported-authentication"
  );
}

function codeOf(server: ServerAnswer, answer: ReadAnswer): ErrorCode {
  // An edge server knows the size of a request and how many come, and nothing else of it.
  if (isEdgePage(answer) && ![413, 429, 431].includes(server.httpStatus)) return "x-unavailable";
  switch (server.httpStatus) {
    case 400:
      return codeOf400(server, answer);
    case 401:
      return "signed-out";
    case 402:
      return isSpendCap(server) ? "spend-cap" : "no-credits";
    case 403:
      return codeOf403(server);
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
