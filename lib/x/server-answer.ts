import type { ServerAnswer } from "../errors/job-error";

/** An HTTP answer, read to its end. */
export interface ReadAnswer {
  readonly httpStatus: number;
  readonly headers: Headers;
  readonly bodyText: string;
}

const MAX_TEXT_LENGTH = 1000;

/**
 * Keeps what a server said about a failure, whatever the shape of the body: X's problem objects, the
 * older `{code, message}`, OAuth's `{error, error_description}`, plain text, HTML, cut JSON or nothing.
 *
 * Of a problem, `errors[0].message` is preferred as message: its `detail` is generic.
 */
export function readServerAnswer(answer: ReadAnswer): ServerAnswer {
  const body = parseJsonObject(answer.bodyText);
  const first = firstError(body);
  return {
    httpStatus: answer.httpStatus,
    code: text(body["code"]) ?? text(first["code"]) ?? text(body["error"]),
    name: text(body["name"]) ?? text(first["name"]),
    title: text(body["title"]) ?? text(first["title"]),
    detail: text(body["detail"]) ?? text(first["detail"]),
    message:
      text(first["message"]) ??
      text(body["message"]) ??
      text(body["error_description"]) ??
      readableText(answer.bodyText),
    problem: text(body["reason"]) ?? lastSegment(text(body["type"])),
    transactionId: answer.headers.get("x-transaction-id"),
  };
}

/**
 * Whether an edge server answered in X's place: neither the API nor the token endpoint speaks HTML. Such
 * a page says nothing about the sign-in, the app or the request, whatever its status.
 * Source: answers of Cloudflare in front of api.x.com that clients have met, with 400, 401, 403 and 503.
 */
export function isEdgePage({
  headers,
  bodyText,
}: Pick<ReadAnswer, "headers" | "bodyText">): boolean {
  if (/^\s*[{[]/.test(bodyText)) return false;
  return (
    /^text\/html\b/i.test(headers.get("content-type") ?? "") ||
    // To clients that are no browsers it speaks plain text.
    /^\s*(?:<|error code: \d+\s*$)/i.test(bodyText)
  );
}

/** The parsed object of a JSON body; empty when the body is anything else. */
export function parseJsonObject(bodyText: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(bodyText));
  } catch (error) {
    // Edge servers answer in HTML or plain text, and cut connections leave half an object.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The value as an object whose fields may be anything; empty when it is none. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function firstError(body: Record<string, unknown>): Record<string, unknown> {
  const errors = body["errors"];
  return Array.isArray(errors) ? asRecord(errors[0]) : {};
}

function text(value: unknown): string | null {
  if (typeof value === "string") return value.slice(0, MAX_TEXT_LENGTH);
  return typeof value === "number" ? String(value) : null;
}

function lastSegment(type: string | null): string | null {
  if (type === null || type === "about:blank") return null;
  return type.slice(type.lastIndexOf("/") + 1) || null;
}

/** A body that is not JSON, as one line without tags; null when nothing is left, or when it was JSON. */
function readableText(bodyText: string): string | null {
  if (/^\s*[{[]/.test(bodyText)) return null;
  const line = bodyText
    .slice(0, 20_000)
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line === "" ? null : line.slice(0, MAX_TEXT_LENGTH);
}
