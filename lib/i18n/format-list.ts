import { translate } from "./translate";

/** Words as one list in the language of the sentences around it: "a, b, and c", "a、b、c". */
export function formatList(words: readonly string[]): string {
  return new Intl.ListFormat(translate("locale_tag"), { type: "conjunction" }).format(words);
}
