import { TOP_LEVEL_DOMAIN_LIST } from "./top-level-domain-list";
import { decodeTopLevelDomains } from "./top-level-domains";

let decoded: ReadonlySet<string> | undefined;

/**
 * Every known top-level domain in lower case, internationalised ones in their own script. The worker,
 * which starts often and hardly ever needs them, takes this file by `import()`.
 */
export function topLevelDomains(): ReadonlySet<string> {
  decoded ??= decodeTopLevelDomains(TOP_LEVEL_DOMAIN_LIST);
  return decoded;
}
