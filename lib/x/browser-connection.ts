import { createTokenSource } from "./access-token";
import { storedGrant } from "./account";
import { readTopLevelDomains } from "./read-top-level-domains";
import { demandXPermission } from "./x-permission";
import type { XConnection } from "./x-request";

/**
 * The connection to X with the browser's own fetch, clock and network, and the stored grant. Its fetch
 * throws `JobFailure` `x-not-allowed`, before anything is sent, while the browser forbids it.
 */
export function createBrowserConnection(): XConnection {
  const fetchFromX: typeof fetch = async (input, init) => {
    await demandXPermission();
    return fetch(input, init);
  };
  const now = () => Date.now();
  return {
    fetch: fetchFromX,
    tokens: createTokenSource(storedGrant, fetchFromX, now),
    now,
    isOnline: () => navigator.onLine,
    topLevelDomains: readTopLevelDomains,
  };
}
