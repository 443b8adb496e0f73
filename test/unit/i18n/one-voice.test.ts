import { describe, expect, it } from "vitest";
import { ENGLISH, TRANSLATIONS } from "./locale-files";

/**
 * What a language has decided against: another way to speak to a person, another word for the same thing, a
 * sign of another script. In German "Sie" begins a sentence as "they"; behind a colon or a comma it is the person.
 */
const DECIDED_AGAINST: Readonly<Record<string, RegExp>> = {
  ar: /[,;?]/,
  de: /\b(Ihnen|Ihre?[mnrs]?)\b|[a-zäöüß,] Sie\b/,
  es: /\busted(es)?\b/i,
  fr: /(?<!\p{L})(tu|ton|tes|toi)(?!\p{L})|\x20[:;!?»]|«\x20|identifiant client/iu,
  ja: /サイン(イン|アウト)|ブラウザー|[぀-ヿ一-鿿] ?[,:;!?]|[぀-ヿ一-鿿]+ [$\dA-Za-z]/u,
  pt_BR: /(?<!\p{L})(teu|tua|tuas)(?!\p{L})/iu,
  zh_CN: /[一-鿿] ?[,:;!?]/u,
};

/** Said beside the boxes that they speak of, on the page of the first steps and in the settings. */
const SAID_IN_FRONT_OF_THE_BOX = [
  "next_no_client_id",
  "next_client_id_rejected",
  "next_client_confidential",
  "next_sign_in_closed",
  "options_signing_in",
] as const;

const SETTINGS =
  /settings|إعدادات|Einstellungen|ajustes|paramètres|設定(で|を|に)|configurações|设置(中|里|，)/;

describe.each(TRANSLATIONS)("the sentences of $locale", ({ locale, messages }) => {
  it("speak to the person in one way, with one word for one thing and the signs of their script", () => {
    const pattern = DECIDED_AGAINST[locale] ?? /$^/;
    // What stands in Japanese quotes is a label of the browser or of X, as it is written there.
    const strays = Object.entries(messages).filter(([, { message }]) =>
      pattern.test(message.replace(/「[^」]*」/g, "")),
    );
    expect(strays.map(([key, { message }]) => `${key}: ${message}`)).toEqual([]);
  });
});

describe.each([ENGLISH, ...TRANSLATIONS])("in $locale", ({ messages }) => {
  it.each(SAID_IN_FRONT_OF_THE_BOX)("%s does not send to settings that are open", (key) => {
    const said = messages[key]?.message.replaceAll("User authentication settings", "");
    expect(said).not.toMatch(SETTINGS);
  });
});
