import { textDirectionOf } from "./text-direction";
import { translate } from "./translate";

/**
 * Words as one list in the language of the sentences around it: "a, b, and c", "a、b、c". From right to left
 * each word is isolated: names in Latin letters would otherwise run together, in the order of their own
 * language.
 * Source: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */
export function formatList(words: readonly string[]): string {
  const locale = translate("locale_tag");
  const isRightToLeft = textDirectionOf(locale) === "rtl";
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return list.format(isRightToLeft ? words.map((word) => `\u2068${word}\u2069`) : words);
}
