import { textDirectionOf } from "./text-direction";
import { type MessageKey, translate } from "./translate";

/**
 * Tells the browser, and through it a screen reader, which language a page of the extension is in and
 * how it runs; names the page.
 *
 * @param title what the page is, before the extension's name; null: the name alone
 */
export function nameDocument(document: Document, title: MessageKey | null): void {
  const localeTag = translate("locale_tag");
  document.documentElement.lang = localeTag;
  document.documentElement.dir = textDirectionOf(localeTag);
  const name = translate("extension_name");
  document.title = title === null ? name : `${translate(title)} · ${name}`;
}
