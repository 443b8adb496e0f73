/** Languages offered for subtitles: those in which most videos have them, by their ISO 639-1 codes. */
export const SUBTITLE_LANGUAGES: readonly string[] = [
  "AR",
  "BN",
  "CS",
  "DA",
  "DE",
  "EL",
  "EN",
  "ES",
  "FA",
  "FI",
  "FR",
  "HE",
  "HI",
  "HU",
  "ID",
  "IT",
  "JA",
  "KO",
  "MS",
  "NL",
  "NO",
  "PL",
  "PT",
  "RO",
  "RU",
  "SV",
  "TH",
  "TR",
  "UK",
  "UR",
  "VI",
  "ZH",
];

/**
 * A language's own name, as its speakers look for it: "Deutsch" for `DE`. The code where nobody knows.
 *
 * @param languageCode two letters
 */
export function languageName(languageCode: string): string {
  const tag = languageCode.toLowerCase();
  const name = new Intl.DisplayNames([tag, "en"], { type: "language" }).of(tag) ?? languageCode;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** The language to offer first: that of the browser, if subtitles can have it, else English. */
export function likelyLanguage(browserLocale: string): string {
  const code = browserLocale.slice(0, 2).toUpperCase();
  return SUBTITLE_LANGUAGES.includes(code) ? code : "EN";
}
