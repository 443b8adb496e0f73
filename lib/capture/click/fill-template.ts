import { weighText } from "../../rules/text-weight";
import { bareAddress } from "../page/bare-address";

/** What a page has to say for a template. */
export interface TemplateValues {
  readonly title: string;
  /** The page's address; empty where it has none that others could open. */
  readonly url: string;
  /** The picture's description on the page. */
  readonly alt: string;
  /** The page's site as people name it, for example `gallery.example`. */
  readonly site: string;
}

/** The gaps of a template, written in braces. */
export const TEMPLATE_GAPS: readonly (keyof TemplateValues)[] = ["title", "url", "alt", "site"];

const GAP = /\{(title|url|alt|site)\}/g;

/**
 * Fills the gaps `{title}`, `{url}`, `{alt}` and `{site}` of a template; other braces are text. What a
 * page says is put in as it is, never read as a template again, and without line breaks. Where a gap
 * stays empty the space around it closes; a line of nothing else goes.
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template
    .split("\n")
    .flatMap((line) => {
      const filled = line
        .replace(GAP, (_gap, name: keyof TemplateValues) => oneLine(values[name]))
        .replace(/[^\S\n]{2,}/g, " ")
        .trim();
      return filled === "" && line.trim() !== "" ? [] : [filled];
    })
    .join("\n")
    .trim();
}

/** The words in braces that mean nothing in a template, braces included, each once. */
export function findUnknownGaps(template: string): string[] {
  const words = [...template.matchAll(/\{\s*[\p{L}_-]+\s*\}/gu)].map(([word]) => word);
  return [...new Set(words)].filter((word) => !new RegExp(GAP.source).test(word));
}

/**
 * As {@link fillTemplate}, with title and description cut where the whole would otherwise be longer
 * than X takes: the description first, the address never.
 *
 * @param topLevelDomains and `maxWeight`: see `lib/rules/text-weight.ts`
 */
export function fillTemplateToFit(
  template: string,
  values: TemplateValues,
  topLevelDomains: ReadonlySet<string>,
  maxWeight: number,
): string {
  const fits = (candidate: TemplateValues) =>
    weighText(fillTemplate(template, candidate), topLevelDomains, maxWeight).overLimitStart ===
    null;
  let fitting = values;
  for (const name of ["alt", "title"] as const) {
    if (fits(fitting)) break;
    const characters = Array.from(oneLine(values[name]));
    // The longest beginning that fits, found by halving; at worst nothing of it.
    let kept = 0;
    for (let more = characters.length; more > 0; more = Math.floor(more / 2)) {
      while (kept + more < characters.length && fits(shorten(kept + more))) kept += more;
    }
    fitting = shorten(kept);

    function shorten(length: number): TemplateValues {
      const beginning = characters.slice(0, length).join("").trimEnd();
      return { ...fitting, [name]: beginning === "" ? "" : `${beginning}…` };
    }
  }
  return fillTemplate(template, fitting);
}

/** The values of a page. Addresses of the browser's own pages mean nothing to others. */
export function templateValues(page: {
  readonly pageTitle: string;
  readonly pageUrl: string;
  readonly altText: string;
}): TemplateValues {
  const url = publicPageUrl(page.pageUrl);
  return {
    title: page.pageTitle,
    url: url ?? "",
    alt: page.altText,
    site: url === null ? "" : new URL(url).hostname.replace(/^www\./, ""),
  };
}

/** A page's address if others can open it too, without a password; null for files, the browser's own pages, and none. */
export function publicPageUrl(pageUrl: string): string | null {
  return /^https?:\/\//i.test(pageUrl) && URL.canParse(pageUrl) ? bareAddress(pageUrl) : null;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
