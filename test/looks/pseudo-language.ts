import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A copy of the built extension whose English is longer than every language that it speaks. */
export interface PseudoExtension {
  /** Its folder; the id is that of the extension. */
  readonly dir: string;
  remove(): void;
}

type Messages = Record<string, { message: string }>;

/** Languages that are not here yet need at most this much more room than English. */
const STRETCH = 1.4;

/**
 * Makes a copy in which each sentence is the longest that a language in Latin letters has for it, and at
 * least 40 % longer than in English, with accents high and low.
 */
export function makePseudoExtension(extensionDir: string): PseudoExtension {
  const dir = mkdtempSync(join(tmpdir(), "pseudo-extension-"));
  cpSync(extensionDir, dir, { recursive: true });
  const pathOf = (locale: string) => join(dir, "_locales", locale, "messages.json");
  const read = (locale: string) => JSON.parse(readFileSync(pathOf(locale), "utf8")) as Messages;
  const translations = ["de", "es", "fr", "pt_BR"].map(read);
  const messages = read("en");
  for (const [key, entry] of Object.entries(messages)) {
    // One is read by machines, the other is a name in every language.
    if (key === "locale_tag" || key === "extension_name") continue;
    const candidates = translations.map((translated) => translated[key]?.message ?? "");
    entry.message = longestOf([lengthen(entry.message), ...candidates]);
  }
  writeFileSync(pathOf("en"), JSON.stringify(messages));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

function longestOf(sentences: readonly string[]): string {
  return sentences.reduce((longest, each) => (each.length > longest.length ? each : longest));
}

/** Longer words, not more of them: what does not fit into a line shows first. */
function lengthen(message: string): string {
  return message.replace(/\$\d|\{\w+\}|\p{L}{2,}/gu, (word) => {
    if (/^[${]/.test(word)) return word;
    const more = Math.max(1, Math.round(word.length * (STRETCH - 1)));
    return `${word}${"ëǵ".repeat(more).slice(0, more)}`;
  });
}
