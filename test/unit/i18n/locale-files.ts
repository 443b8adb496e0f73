import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../public/_locales/", import.meta.url);

/** One sentence of a message file. */
export interface Message {
  readonly message: string;
  readonly description?: string;
}

/** A message file: its folder's name, and its sentences by their names. */
export interface LocaleFile {
  readonly locale: string;
  readonly messages: Readonly<Record<string, Message>>;
}

function readLocale(locale: string): LocaleFile {
  const text = readFileSync(new URL(`${locale}/messages.json`, FOLDER), "utf8");
  return { locale, messages: JSON.parse(text) as LocaleFile["messages"] };
}

/** The language in which the sentences are written first. */
export const ENGLISH = readLocale("en");

/** All others. */
export const TRANSLATIONS = readdirSync(FOLDER)
  .filter((locale) => locale !== ENGLISH.locale)
  .map(readLocale);
