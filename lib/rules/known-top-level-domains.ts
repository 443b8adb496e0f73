import { TOP_LEVEL_DOMAIN_LIST } from "./top-level-domain-list";
import { decodeTopLevelDomains } from "./top-level-domains";

let decoded: ReadonlySet<string> | undefined;

/**
 * Every known top-level domain in lower case, internationalised ones in their own script. For pages:
 * the worker, which starts often and hardly ever needs them, reads them from a file of the extension.
 */
export function topLevelDomains(): ReadonlySet<string> {
  decoded ??= decodeTopLevelDomains(TOP_LEVEL_DOMAIN_LIST);
  return decoded;
}
