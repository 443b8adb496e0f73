import { browser } from "wxt/browser";
import { createTokenSource } from "./access-token";
import { storedGrant } from "./account";
import { decodeTopLevelDomains } from "./top-level-domains";
import type { XConnection } from "./x-request";

/** Where the build puts the list (`wxt.config.ts`): a worker cannot load code later, but it can load a file. */
const LIST_FILE = "top-level-domains.txt";

async function readTopLevelDomains(): Promise<ReadonlySet<string>> {
  const response = await fetch(new URL(LIST_FILE, browser.runtime.getURL("/")));
  return decodeTopLevelDomains(await response.text());
}

/** The connection to X with the browser's own fetch, clock and network, and the stored grant. */
export function createBrowserConnection(): XConnection {
  const fetchFromX: typeof fetch = (input, init) => fetch(input, init);
  const now = () => Date.now();
  return {
    fetch: fetchFromX,
    tokens: createTokenSource(storedGrant, fetchFromX, now),
    now,
    isOnline: () => navigator.onLine,
    topLevelDomains: readTopLevelDomains,
  };
}
