import { createTokenSource } from "./access-token";
import { storedGrant } from "./stored-grant";
import { demandXPermission } from "./x-permission";
import type { ConnectX, XNetwork } from "./x-request";

/**
 * Connects each account to X with the browser's own fetch, clock and network, and its stored grant. Its
 * fetch throws `JobFailure` `x-not-allowed`, before anything is sent, while the browser forbids it.
 */
export function createBrowserConnections(): ConnectX {
  const fetchFromX: typeof fetch = async (input, init) => {
    await demandXPermission();
    return fetch(input, init);
  };
  const now = () => Date.now();
  const network: XNetwork = {
    fetch: fetchFromX,
    now,
    isOnline: () => navigator.onLine,
    // Only posts need it, and few starts are for a post.
    topLevelDomains: async () =>
      (await import("../rules/known-top-level-domains")).topLevelDomains(),
  };
  return {
    ...network,
    as: (accountId) => ({
      ...network,
      tokens: createTokenSource(storedGrant(accountId), fetchFromX, now),
    }),
  };
}
