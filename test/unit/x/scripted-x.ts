import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import type { ConnectX, TokenSource, XConnection } from "../../../lib/x/x-request";

/** One call as it left for X. */
export interface SentCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly init: RequestInit;
}

/** What X answers to a call: a ready answer, or whatever the function does. */
export type ScriptedAnswer = Response | ((call: SentCall) => Response | Promise<Response>);

/** A connection to an X that answers from a script, one answer a call, and a log of the calls. */
export interface ScriptedX {
  readonly connection: XConnection;
  readonly calls: SentCall[];
  /** Tokens that were reported as refused, in order; `noted` or `lost` after one that X had just given. */
  readonly refused: string[];
}

/** The moment of every scripted connection, in epoch milliseconds. */
export const NOW_MS = 1_800_000_000_000;

/** Makes a connection with the given answers; a call beyond them fails the test. */
export function scriptedX(...answers: readonly ScriptedAnswer[]): ScriptedX {
  return scriptedConnection(answers, { endsSignIn: false });
}

/** The same for an account whose renewed token X has refused some time before, too. */
export function doubtedX(...answers: readonly ScriptedAnswer[]): ScriptedX {
  return scriptedConnection(answers, { endsSignIn: true });
}

function scriptedConnection(
  answers: readonly ScriptedAnswer[],
  options: { readonly endsSignIn: boolean },
): ScriptedX {
  const calls: SentCall[] = [];
  const refused: string[] = [];
  let token = 1;
  const tokens: TokenSource = {
    get: () => Promise.resolve(`token-${token}`),
    replace(refusedToken) {
      refused.push(refusedToken);
      token += 1;
      return Promise.resolve(`token-${token}`);
    },
    noteRefusal(refusedToken) {
      refused.push(refusedToken, options.endsSignIn ? "lost" : "noted");
      return Promise.resolve(options.endsSignIn ? null : NOW_MS + 300_000);
    },
    noteSuccess: () => Promise.resolve(),
  };
  return {
    connection: {
      fetch: scriptedFetch(answers, calls),
      tokens,
      now: () => NOW_MS,
      isOnline: () => true,
      topLevelDomains: () => Promise.resolve(topLevelDomains()),
    },
    calls,
    refused,
  };
}

/** A fetch that answers from a script and notes its calls. */
export function scriptedFetch(
  answers: readonly ScriptedAnswer[],
  calls: SentCall[] = [],
): typeof fetch {
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const call = { url, method: init.method ?? "GET", headers: new Headers(init.headers), init };
    const answer = answers[calls.length];
    calls.push(call);
    if (answer === undefined) throw new Error(`Unexpected call ${calls.length}: ${url}`);
    return typeof answer === "function" ? answer(call) : answer;
  };
}

/** An answer in JSON. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** What `fetch` does when no answer comes. */
export const noAnswer: ScriptedAnswer = () => {
  throw new TypeError("fetch failed");
};

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** The same connection for every account. */
export function forEveryAccount(connection: XConnection): ConnectX {
  return { ...connection, as: () => connection };
}
