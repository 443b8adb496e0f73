import { languageName, SUBTITLE_LANGUAGES } from "../i18n/language-name";
import type { StreamTrack } from "../media/stream-tracks";

/** What a person reads of a track: its own name, else its language's; null where it has neither. */
export function nameTrack({
  name,
  language,
}: Pick<StreamTrack, "name" | "language">): string | null {
  if (name !== "" && name !== language) return name;
  const primary = primaryOf(language);
  if (primary !== null) return languageName(primary);
  return language === "" ? null : language;
}

/** The language in which X files a stream's subtitles; null for one that X has no code for, or that nobody knows. */
export function subtitleLanguage(language: string): string | null {
  const code = primaryOf(language)?.toUpperCase() ?? "";
  return SUBTITLE_LANGUAGES.includes(code) ? code : null;
}

/** The language of a tag without region and script, in its shortest form; null for what is no tag. */
function primaryOf(tag: string): string | null {
  const [primary = ""] = tag.split(/[-_]/, 1);
  return /^[a-z]{2,3}$/i.test(primary) ? new Intl.Locale(primary).language : null;
}
