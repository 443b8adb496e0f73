import { describe, expect, it } from "vitest";
import { textDirectionOf } from "../../../lib/i18n/text-direction";
import { AWAITING_TRANSLATION } from "./awaiting-translation";
import { ENGLISH, TRANSLATIONS, type LocaleFile } from "./locale-files";
import { SAME_AS_ENGLISH } from "./same-as-english";

/** The languages that are promised; one that is added is promised, too. */
const PROMISED = ["ar", "de", "es", "fr", "ja", "pt_BR", "zh_CN"];

const gapsOf = (message: string): string[] =>
  [...message.matchAll(/\$\d/g)].map(([gap]) => gap).toSorted();
const tagOf = ({ messages }: LocaleFile): string => messages["locale_tag"]?.message ?? "";

it("what waits for translation is an English sentence that some language lacks", () => {
  const strays = AWAITING_TRANSLATION.filter(
    (key) => !(key in ENGLISH.messages) || TRANSLATIONS.every(({ messages }) => key in messages),
  );
  expect(strays).toEqual([]);
});

it("the promised languages are there", () => {
  expect(TRANSLATIONS.map(({ locale }) => locale).toSorted()).toEqual(PROMISED);
});

describe.each(TRANSLATIONS)("the sentences of $locale", (file) => {
  const { locale, messages } = file;

  it("are those of English, none more, and none missing but those that wait for translation", () => {
    const expected = Object.keys(ENGLISH.messages).filter(
      (key) => key in messages || !AWAITING_TRANSLATION.includes(key),
    );
    expect(Object.keys(messages).toSorted()).toEqual(expected.toSorted());
  });

  it("are not empty, and have no blanks at their ends", () => {
    const strays = Object.entries(messages).filter(
      ([, { message }]) => message === "" || message !== message.trim(),
    );
    expect(strays).toEqual([]);
  });

  it("have the gaps of the English ones", () => {
    const strays = Object.entries(messages).filter(
      ([key, { message }]) =>
        gapsOf(message).join() !== gapsOf(ENGLISH.messages[key]?.message ?? "").join(),
    );
    expect(strays).toEqual([]);
  });

  it("are translated, but for the name, signs, and words that somebody has seen to be shared", () => {
    const same = Object.keys(messages).filter(
      (key) =>
        key !== "extension_name" &&
        /\p{L}/u.test(messages[key]?.message ?? "") &&
        messages[key]?.message === ENGLISH.messages[key]?.message,
    );
    expect(same.toSorted()).toEqual(SAME_AS_ENGLISH[locale] ?? []);
  });

  it("are of the language that their folder and their tag name", () => {
    expect(tagOf(file)).toBe(locale.replace("_", "-"));
    expect(Intl.getCanonicalLocales(tagOf(file))).toEqual([tagOf(file)]);
  });
});

/** Older Node has it as a property. */
type LocaleWithDirection = Partial<Intl.Locale> & { readonly textInfo?: Intl.TextInfo };

it.each([ENGLISH, ...TRANSLATIONS].map(tagOf).concat(["he", "fa-IR", "ur"]))(
  "%s runs as Unicode says",
  (tag) => {
    const locale: LocaleWithDirection = new Intl.Locale(tag);
    const { direction } = locale.getTextInfo?.() ?? locale.textInfo ?? {};
    expect(direction).toBe(textDirectionOf(tag));
  },
);
