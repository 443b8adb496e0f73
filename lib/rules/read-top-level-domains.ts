import { browser } from "wxt/browser";
import { decodeTopLevelDomains } from "./top-level-domains";

/** Where the build puts the list (`wxt.config.ts`): a worker cannot load code later, but it can load a file. */
const LIST_FILE = "top-level-domains.txt";

let read: Promise<ReadonlySet<string>> | null = null;

/** Every known top-level domain in lower case, from a file of the extension: for the worker, see `known-top-level-domains.ts`. */
export function readTopLevelDomains(): Promise<ReadonlySet<string>> {
  read ??= fetch(new URL(LIST_FILE, browser.runtime.getURL("/"))).then(async (response) =>
    decodeTopLevelDomains(await response.text()),
  );
  return read;
}
