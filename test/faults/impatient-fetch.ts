import type { LogEntry } from "../x-server/request-log";
import type { XServer } from "../x-server/x-server";

const LOOK_EVERY_MS = 10;

/**
 * Wraps `fetch` so that a request that the local X leaves without an answer is given up soon, like
 * one that has timed out. Slow requests are waited for, so that a busy machine changes nothing.
 */
export function impatientFetch(server: XServer, fetchFromX: typeof fetch): typeof fetch {
  const givenUp = new Set<LogEntry>();
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    // Several segments of one file are on their way at once, to the same address.
    const segment = init?.body instanceof FormData ? init.body.get("segment_index") : null;
    const segmentIndex = segment === null ? undefined : Number(segment);
    const patience = new AbortController();
    const look = setInterval(() => {
      const silenced = server.log.find(
        (entry) =>
          entry.outcome === "silenced" &&
          entry.path === pathname &&
          entry.segmentIndex === segmentIndex &&
          !givenUp.has(entry),
      );
      if (silenced === undefined) return;
      givenUp.add(silenced);
      patience.abort(new DOMException("No answer", "TimeoutError"));
    }, LOOK_EVERY_MS);
    const signals = [patience.signal, ...(init?.signal ? [init.signal] : [])];
    try {
      return await fetchFromX(input, { ...init, signal: AbortSignal.any(signals) });
    } finally {
      clearInterval(look);
    }
  };
}
