import type { Attachment } from "../../jobs/attachment";
import { findLinks } from "../../rules/find-links";
import { fillTemplate, templateValues } from "./fill-template";

/** X makes a mention of these wherever they stand alone. Source: twitter-text, `validMentionOrList`. */
const MENTION = /[@＠]([A-Za-z0-9_]{1,20})/g;

/**
 * Whether the title or a description of a page would mention somebody, or add a link, in a text: nobody may be called out,
 * and nothing advertised, by words that the person has not seen. What the template itself says, and the
 * page's address as a link where it asks for that, are the person's own; a mention in the address is not, since a page
 * chooses its address.
 *
 * @param topLevelDomains see `lib/rules/text-weight.ts`
 */
export function speaksForPage(
  text: string,
  template: string,
  attachments: readonly Pick<Attachment, "source" | "altText">[],
  topLevelDomains: ReadonlySet<string>,
): boolean {
  const own = new Set(
    attachments.flatMap(({ source }) => {
      const { pageTitle, pageUrl } = source;
      const values = { ...templateValues({ pageTitle, pageUrl, altText: "" }), title: "" };
      return [
        ...readNames(fillTemplate(template, values), topLevelDomains).links,
        ...readNames(fillTemplate(template, { ...values, url: "" }), topLevelDomains).mentions,
      ];
    }),
  );
  const { links, mentions } = readNames(text, topLevelDomains);
  return [...links, ...mentions].some((name) => !own.has(name));
}

/** Whether X would mention somebody or make a link in a text. @param topLevelDomains as above */
export function namesSomebody(text: string, topLevelDomains: ReadonlySet<string>): boolean {
  const { links, mentions } = readNames(text, topLevelDomains);
  return links.length + mentions.length > 0;
}

/** Everybody mentioned and everything linked in a text, in lower case. Within a link X mentions nobody. */
function readNames(
  text: string,
  topLevelDomains: ReadonlySet<string>,
): { readonly links: readonly string[]; readonly mentions: readonly string[] } {
  const found = findLinks(text, topLevelDomains);
  let between = "";
  let at = 0;
  for (const { start, end } of found) {
    between += `${text.slice(at, start)} `;
    at = end;
  }
  between += text.slice(at);
  return {
    links: found.map(({ start, end }) => text.slice(start, end).toLowerCase()),
    mentions: [...between.matchAll(MENTION)].map(([, name]) => `@${name?.toLowerCase()}`),
  };
}
