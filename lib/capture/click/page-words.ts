import type { Attachment } from "../../jobs/attachment";
import { findLinks } from "../../rules/find-links";
import { fillTemplate, templateValues } from "./fill-template";

/** X makes a mention of these wherever they stand alone. Source: twitter-text, `validMentionOrList`. */
const MENTION = /[@＠]([A-Za-z0-9_]{1,20})/g;

/**
 * Whether the title or a description of a page would mention somebody, or add a link, in a text: nobody may be called out,
 * and nothing advertised, by words that the person has not seen. What the template itself says, and the
 * page's address where it asks for that, are the person's own.
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
      const values = templateValues({ pageTitle, pageUrl, altText: "" });
      return namesIn(fillTemplate(template, { ...values, title: "" }), topLevelDomains);
    }),
  );
  return namesIn(text, topLevelDomains).some((name) => !own.has(name));
}

/** Everybody mentioned and everything linked in a text, in lower case. */
function namesIn(text: string, topLevelDomains: ReadonlySet<string>): string[] {
  const mentions = [...text.matchAll(MENTION)].map(([, name]) => `@${name?.toLowerCase()}`);
  const links = findLinks(text, topLevelDomains).map(({ start, end }) =>
    text.slice(start, end).toLowerCase(),
  );
  return [...mentions, ...links];
}
