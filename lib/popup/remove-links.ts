import { findLinks } from "../rules/find-links";

/** A text without the words that X would make links of, and without the space that they leave. */
export function removeLinks(text: string, topLevelDomains: ReadonlySet<string>): string {
  let rest = text;
  for (const { start, end } of findLinks(text, topLevelDomains).toReversed()) {
    rest = rest.slice(0, start).replace(/[^\S\n]+$/, "") + rest.slice(end);
  }
  return rest.replace(/\n{3,}/g, "\n\n").trim();
}
