import { namesSomebody } from "../capture/click/page-words";
import type { Attachment } from "../jobs/attachment";
import { removeLinks } from "./remove-links";

/**
 * Who has made a draft's media, as their pages say, each once, and without those whom the text names already. A page's words
 * mention nobody and add no link: of "@somebody" the name stays, of a link nothing.
 *
 * @param topLevelDomains what ends a web address in a text
 */
export function findCredits(
  attachments: readonly Pick<Attachment, "source" | "state">[],
  text: string,
  topLevelDomains: ReadonlySet<string>,
): string[] {
  const credits = attachments.flatMap(({ state, source }) =>
    state === "cancelled" || source.credit === undefined ? [] : [source.credit],
  );
  return [...new Set(credits.map((credit) => withoutNames(credit, topLevelDomains)))].filter(
    (credit) =>
      /\p{L}/u.test(credit) && !namesSomebody(credit, topLevelDomains) && !text.includes(credit),
  );
}

function withoutNames(credit: string, topLevelDomains: ReadonlySet<string>): string {
  return removeLinks(credit.replace(/[@＠]/g, ""), topLevelDomains)
    .replace(/[\s,;:/|–—-]+$/u, "")
    .trim();
}
