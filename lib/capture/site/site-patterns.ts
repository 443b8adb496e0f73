/** The match pattern of every web site, as it stands in the manifest. */
export const ALL_SITES = "*://*/*";

/**
 * The match pattern of every file of this computer. Chromium grants it without a question where the
 * person lets the extension read files, in the browser's own list of extensions, and nowhere else. Firefox
 * hands no file over whatever was granted: there the manifest does not name it, and no request is answered yes.
 */
export const ALL_FILES = "file:///*";

/** The match pattern for all ports and paths of an address' host; null for addresses without a host. */
export function originPattern(url: URL | null): string | null {
  return url !== null && (url.protocol === "http:" || url.protocol === "https:")
    ? `${url.protocol}//${url.hostname}/*`
    : null;
}
