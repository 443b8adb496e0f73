/** The match pattern of every web site, as it stands in the manifest. */
export const ALL_SITES = "*://*/*";

/**
 * The match pattern of every file of this computer. Chromium grants it without a question where the
 * person lets the extension read files, in the browser's own list of extensions, and nowhere else. Firefox
 * hands no file over whatever was granted: there the manifest does not name it, and no request is answered yes.
 */
export const ALL_FILES = "file:///*";

/**
 * The match pattern for all ports and paths of an address' host; null for addresses without a host. That of an
 * insecure address is for both schemes: the browser, or the site, may turn it into the secure one.
 */
export function originPattern(url: URL | null): string | null {
  switch (url?.protocol) {
    case "http:":
      return `*://${url.hostname}/*`;
    case "https:":
      return `https://${url.hostname}/*`;
    default:
      return null;
  }
}

const WEB_SCHEMES = ["http", "https"];

/**
 * Whether what the browser has granted covers a pattern of {@link originPattern}, or of all sites: it may name
 * both schemes in one pattern or in two.
 */
export function isCovered(wanted: string, granted: readonly string[]): boolean {
  if (granted.includes(wanted) || granted.includes("<all_urls>")) return true;
  const { scheme, host } = splitPattern(wanted);
  const schemes = scheme === "*" ? WEB_SCHEMES : [scheme];
  return schemes.every((one) =>
    granted.map(splitPattern).some((other) => {
      const isScheme = other.scheme === one || (other.scheme === "*" && WEB_SCHEMES.includes(one));
      return isScheme && (other.host === host || other.host === "*");
    }),
  );
}

function splitPattern(pattern: string): { readonly scheme: string; readonly host: string } {
  const [scheme = "", rest = ""] = pattern.split("://");
  return { scheme, host: rest.replace(/\/.*$/s, "") };
}
