import { browser } from "wxt/browser";
import type messages from "../../public/_locales/en/messages.json";

/** The name of a sentence in `public/_locales`. */
export type MessageKey = keyof typeof messages;

/**
 * The sentence in the browser's language, with `$1` to `$9` replaced in order. An unknown key does
 * not compile; a language that lacks the key falls back to English.
 */
export function translate(key: MessageKey, ...substitutions: (string | number)[]): string {
  // WXT types one overload a key; MessageKey already checks the key.
  const getMessage = browser.i18n.getMessage as (name: string, substitutions: string[]) => string;
  return getMessage(key, substitutions.map(String));
}
