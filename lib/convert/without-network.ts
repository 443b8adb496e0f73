/** What a worker could reach the network by; each may be absent. */
export interface NetworkScope {
  readonly location: { readonly origin: string };
  fetch: typeof fetch;
}

const OTHER_WAYS = ["XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "importScripts"];

/**
 * Takes the network from a worker that reads the bytes of strangers, before any of the code that reads
 * them is loaded. Only files of the extension itself can still be fetched: the decoders' WebAssembly. A worker has
 * the policy of the manifest, not the stricter one of the page that started it, so it is done here.
 */
export function forbidNetwork(scope: NetworkScope): void {
  const fetchOwn = scope.fetch.bind(scope);
  const { origin } = scope.location;
  scope.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, `${origin}/`);
    // Compared as text: to some runtimes the origin of an extension's address is "null".
    if (!url.href.startsWith(`${origin}/`)) throw new TypeError("No network in here");
    return fetchOwn(url, { ...init, redirect: "error" });
  };
  for (const name of OTHER_WAYS) {
    if (name in scope) Object.defineProperty(scope, name, { value: undefined, writable: false });
  }
}
