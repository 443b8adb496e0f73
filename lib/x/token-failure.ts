import type { ErrorCode } from "../errors/error-codes";
import { type JobError, jobError } from "../errors/job-error";
import { rateLimitEndMs } from "./rate-limit";
import { isEdgePage, parseJsonObject, type ReadAnswer, readServerAnswer } from "./server-answer";

/**
 * Whether a refusal of the token endpoint means that the client id or the app's type is wrong, that
 * OAuth refuses what was sent, or only that the endpoint is out of reach: who does not speak OAuth's
 * JSON (RFC 6749, section 5.2) says nothing about a sign-in.
 */
export function classifyTokenFailure(answer: ReadAnswer, nowMs: number): JobError {
  const code = codeOfTokenFailure(answer);
  return jobError(code, "sign-in", {
    server: readServerAnswer(answer),
    retryAtMs: code === "rate-limited" ? rateLimitEndMs(answer.headers, nowMs) : null,
  });
}

function codeOfTokenFailure(answer: ReadAnswer): ErrorCode {
  if (answer.httpStatus === 429) return "rate-limited";
  if (isEdgePage(answer)) return "x-unavailable";
  const error = parseJsonObject(answer.bodyText)["error"];
  switch (error) {
    case "unauthorized_client":
      return "client-confidential";
    case "invalid_client":
      return "client-id-rejected";
    case "rate_limited":
      return "rate-limited";
    case "temporarily_unavailable":
      return "x-unavailable";
    default: {
      const isRefusal = answer.httpStatus === 400 || answer.httpStatus === 401;
      return isRefusal && typeof error === "string" ? "sign-in-failed" : "x-unavailable";
    }
  }
}

/**
 * Whether a refused refresh means that this grant is gone for good: OAuth's `invalid_grant`, or X's own
 * form of it, `invalid_request` with "Value passed for the token was invalid." Any other refusal is about
 * the app or the request, and leaves the grant as it is.
 */
export function isGrantGone({ code, server }: JobError): boolean {
  if (code !== "sign-in-failed") return false;
  if (server?.code === "invalid_grant") return true;
  return server?.code === "invalid_request" && /\btoken\b/i.test(server.message ?? "");
}
