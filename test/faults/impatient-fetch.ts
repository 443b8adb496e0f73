import { REQUEST_NAME_HEADER } from "../x-server/request-log";
import type { XServer } from "../x-server/x-server";

const LOOK_EVERY_MS = 10;

/**
 * Wraps `fetch` so that a request that the local X leaves without an answer is given up soon, like
 * one that has timed out. Slow requests are waited for, so that a busy machine changes nothing.
 */
export function impatientFetch(server: XServer, fetchFromX: typeof fetch): typeof fetch {
  return async (input, init) => {
    // Several images, or segments of a file, are on their way at once, to the same address.
    const name = crypto.randomUUID();
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
    headers.set(REQUEST_NAME_HEADER, name);
    const patience = new AbortController();
    const look = setInterval(() => {
      if (!server.log.some((entry) => entry.name === name && entry.outcome === "silenced")) return;
      patience.abort(new DOMException("No answer", "TimeoutError"));
    }, LOOK_EVERY_MS);
    const signals = [patience.signal, ...(init?.signal ? [init.signal] : [])];
    try {
      return await fetchFromX(input, { ...init, headers, signal: AbortSignal.any(signals) });
    } finally {
      clearInterval(look);
    }
  };
}
