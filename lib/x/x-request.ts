import { JobFailure, jobError, type Stage } from "../errors/job-error";
import { parseJsonObject, type ReadAnswer } from "./server-answer";
import { classifyFailure } from "./x-error";

/** The X API's own origin. Source: X API v2 OpenAPI 2.167, `servers`. */
export const X_API_ORIGIN = "https://api.x.com";

/** Hands out an access token, and a new one after X has refused it. */
export interface TokenSource {
  /** @throws `JobFailure` `no-client-id`, `signed-out` or `network` */
  get(): Promise<string>;
  /** Replaces a token that X has answered with 401, once over all contexts. @throws as {@link get} */
  replace(refusedToken: string): Promise<string>;
  /** Ends the sign-in that a token belongs to, as X refuses a token that it has just given. */
  giveUp(refusedToken: string): Promise<void>;
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

/**
 * Calls the X API with the account's token and returns the parsed JSON object of a 2xx answer (an
 * empty one when the body is not JSON). A page in place of the API's answer is a failure. A 401 is answered with one new token and one repeat: X
 * refuses before it acts.
 *
 * @throws `JobFailure` with X's own words; `network` when no answer came, `unreadable-answer` for a page; the signal's reason when aborted
 */
export async function requestX(
  connection: XConnection,
  request: XRequest,
): Promise<Record<string, unknown>> {
  let token = await connection.tokens.get();
  let answer = await send(connection, request, token);
  if (answer.httpStatus === 401) {
    token = await connection.tokens.replace(token);
    answer = await send(connection, request, token);
  }
  if (answer.httpStatus >= 200 && answer.httpStatus <= 299) {
    // An edge server's page: X itself may not have seen the call.
    if (answer.headers.get("content-type")?.startsWith("text/html")) {
      throw new JobFailure(jobError("unreadable-answer", request.stage));
    }
    return parseJsonObject(answer.bodyText);
  }
  const error = classifyFailure(answer, request.stage, connection.now());
  // Only the person's sign-in can help; with the grant kept, jobs would try again at once, for ever.
  if (error.code === "signed-out") await connection.tokens.giveUp(token);
  throw new JobFailure(error);
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
