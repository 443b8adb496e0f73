import { JobFailure, jobError, type Stage } from "../errors/job-error";
import { isEdgePage, parseJsonObject, type ReadAnswer } from "./server-answer";
import { classifyFailure, isTokenRefusal } from "./x-error";

/** The X API's own origin. Source: X API v2 OpenAPI 2.167, `servers`. */
export const X_API_ORIGIN = "https://api.x.com";

/** Hands out an access token, and a new one after X has refused it. */
export interface TokenSource {
  /** @throws `JobFailure` `no-client-id`, `signed-out` or `network` */
  get(): Promise<string>;
  /** Replaces a token that X has answered with 401, once over all contexts. @throws as {@link get} */
  replace(refusedToken: string): Promise<string>;
  /**
   * Notes that X refuses a token that it has just given. The sign-in ends when that was so some time
   * before, too: one answer ends none.
   *
   * @returns epoch milliseconds before which another try is useless; null: the sign-in has ended
   */
  noteRefusal(refusedToken: string): Promise<number | null>;
  /** Notes that X has taken a token: an earlier refusal counts no more. */
  noteSuccess(): Promise<void>;
}

/** The way to X, whoever goes it; handed in, so that tests can use a local X. */
export interface XNetwork {
  readonly fetch: typeof fetch;
  /** Epoch milliseconds. */
  now(): number;
  /** The top-level domains whose names X turns into links, in lower case. */
  topLevelDomains(): Promise<ReadonlySet<string>>;
  /** False only when the browser knows that there is no network. */
  isOnline(): boolean;
}

/** What the client of the X API stands on: the way, and the tokens of one account. */
export interface XConnection extends XNetwork {
  readonly tokens: TokenSource;
}

/** The way to X, and the connection of each account. */
export interface ConnectX extends XNetwork {
  as(accountId: string): XConnection;
}

/** One call of the X API. */
export interface XRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** Path and query, for example `/2/tweets`. */
  readonly path: string;
  readonly body?: { readonly json: unknown } | { readonly form: FormData };
  readonly stage: Stage;
  readonly signal: AbortSignal;
  /** What ends the call as unanswered: a time in milliseconds, or whoever knows that nothing moves any more. */
  readonly overdue: number | AbortSignal;
}

/** A 2xx answer of X. */
export interface XAnswer {
  /** The parsed JSON object; empty when the body is not JSON. */
  readonly body: Record<string, unknown>;
  /** X's own clock as the answer left it, in epoch milliseconds and whole seconds; null when it does not tell. */
  readonly xNowMs: number | null;
}

/** As {@link callX}, for callers that need the body alone. */
export async function requestX(
  connection: XConnection,
  request: XRequest,
): Promise<Record<string, unknown>> {
  return (await callX(connection, request)).body;
}

/**
 * Calls the X API with the account's token and returns its 2xx answer. A page in place of the API's
 * answer is a failure. A refused token is answered with one new token and one repeat: X refuses before
 * it acts.
 *
 * @throws `JobFailure` with X's own words; `network` when no answer came, `unreadable-answer` for a page; the signal's reason when aborted
 */
export async function callX(connection: XConnection, request: XRequest): Promise<XAnswer> {
  const { tokens } = connection;
  let token = await tokens.get();
  let answer = await send(connection, request, token);
  if (isTokenRefusal(answer)) {
    token = await tokens.replace(token);
    answer = await send(connection, request, token);
  }
  if (answer.httpStatus >= 200 && answer.httpStatus <= 299) {
    // An edge server's page: X itself may not have seen the call.
    if (isEdgePage(answer)) throw new JobFailure(jobError("unreadable-answer", request.stage));
    await tokens.noteSuccess();
    const dateMs = Date.parse(answer.headers.get("date") ?? "");
    return {
      body: parseJsonObject(answer.bodyText),
      xNowMs: Number.isNaN(dateMs) ? null : dateMs,
    };
  }
  const error = classifyFailure(answer, request.stage, connection.now());
  if (!isTokenRefusal(answer)) throw new JobFailure(error);
  const retryAtMs = await tokens.noteRefusal(token);
  throw new JobFailure(retryAtMs === null ? error : { ...error, code: "token-refused", retryAtMs });
}

async function send(
  connection: XConnection,
  request: XRequest,
  token: string,
): Promise<ReadAnswer> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  const init: RequestInit = {
    method: request.method,
    headers,
    // The browser's own X cookies must not take part: the token alone says who posts.
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.any([
      request.signal,
      typeof request.overdue === "number" ? AbortSignal.timeout(request.overdue) : request.overdue,
    ]),
  };
  if (request.body !== undefined) {
    if ("json" in request.body) {
      headers["content-type"] = "application/json";
      init.body = JSON.stringify(request.body.json);
    } else {
      init.body = request.body.form;
    }
  }
  try {
    const response = await connection.fetch(`${X_API_ORIGIN}${request.path}`, init);
    return {
      httpStatus: response.status,
      headers: response.headers,
      bodyText: await response.text(),
    };
  } catch (cause) {
    request.signal.throwIfAborted();
    // Refused on this side: nothing was sent.
    if (cause instanceof JobFailure) {
      throw new JobFailure({ ...cause.error, stage: request.stage }, { cause });
    }
    const name = cause instanceof Error ? cause.name : typeof cause;
    // A blob whose stored bytes have vanished fails the request as well; it is not the network's fault.
    const code = name === "NotReadableError" || name === "NotFoundError" ? "bytes-gone" : "network";
    throw new JobFailure(jobError(code, request.stage, { details: { name } }), { cause });
  }
}
