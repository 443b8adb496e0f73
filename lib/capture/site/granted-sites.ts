import { siteName } from "../../i18n/site-name";

/** What the person has allowed beside what the extension is installed with. */
export interface GrantedSites {
  readonly allSites: boolean;
  /** Match patterns, by the name of the site. */
  readonly origins: readonly string[];
}

const ALL_PATTERNS: ReadonlySet<string> = new Set(["*://*/*", "<all_urls>"]);

/**
 * Sorts what the browser says is granted.
 *
 * @param granted match patterns, as `permissions.getAll` names them
 * @param installed those of the manifest, which cannot be taken back
 */
export function listGrantedSites(
  granted: readonly string[],
  installed: readonly string[],
): GrantedSites {
  return {
    allSites: granted.some((origin) => ALL_PATTERNS.has(origin)),
    origins: [...new Set(granted)]
      .filter((origin) => !ALL_PATTERNS.has(origin) && !installed.includes(origin))
      .toSorted((a, b) => siteName(a).localeCompare(siteName(b))),
  };
}
