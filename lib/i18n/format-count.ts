import { translate } from "./translate";

/** A whole number in the language of the sentences around it: "1,200", "1.200". */
export function formatCount(count: number): string {
  return new Intl.NumberFormat(translate("locale_tag")).format(count);
}
