/** The languages written from right to left that a browser can be in. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur", "yi"]);

/** How text of a language runs. */
export type TextDirection = "ltr" | "rtl";

/**
 * How the sentences of a message file run. The browser's own `@@bidi_dir` speaks of the browser's
 * language: it is "rtl" over English sentences where that language has no file here. And not every
 * browser has `Intl.Locale.prototype.getTextInfo`.
 * Source: https://developer.chrome.com/docs/extensions/reference/api/i18n
 *
 * @param localeTag a BCP 47 tag: the file's `locale_tag`
 */
export function textDirectionOf(localeTag: string): TextDirection {
  return RIGHT_TO_LEFT.has(localeTag.split("-")[0] ?? "") ? "rtl" : "ltr";
}
