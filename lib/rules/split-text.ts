import { findLinks, type TextRange } from "./find-links";
import { weighText } from "./text-weight";

/** By what a text is split into the posts of a thread. */
export interface SplitRules {
  /** What one post may weigh, as X counts. */
  readonly maxWeight: number;
  /** In lower case: what ends with one of them is a link, whatever its length. */
  readonly topLevelDomains: ReadonlySet<string>;
  /** Whether each post ends with its place, such as `2/5`. */
  readonly isNumbered: boolean;
}

/**
 * Proposes the posts of a thread for a text that is too long for one: as much as fits into each, cut at the
 * ends of sentences; within a sentence that is too long by itself between words, and within a word between
 * letters. A link is never cut. White space at a cut is left out, nothing else is.
 *
 * A text that fits is one post, without a number.
 */
export function splitText(text: string, rules: SplitRules): string[] {
  const trimmed = text.trim();
  if (fits(trimmed, rules)) return [trimmed];
  if (!rules.isNumbered) return pack(trimmed, "", rules);
  // More posts have longer numbers, which leave less room.
  for (let digits = 1; ; digits += 1) {
    const widest = "9".repeat(digits);
    const parts = pack(trimmed, ` ${widest}/${widest}`, rules);
    if (String(parts.length).length <= digits) {
      return parts.map((part, index) => `${part} ${index + 1}/${parts.length}`);
    }
  }
}

/** @param reserve what will stand behind each part */
function pack(text: string, reserve: string, rules: SplitRules): string[] {
  const links = findLinks(text, rules.topLevelDomains);
  const fitsWith = (part: string) => fits(part + reserve, rules);
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = findEnd(text, start, links, fitsWith);
    const part = text.slice(start, end).trim();
    if (part !== "") parts.push(part);
    start = end;
  }
  return parts;
}

const SENTENCES = new Intl.Segmenter(undefined, { granularity: "sentence" });
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Where the part that begins at `start` ends: behind the last sentence, word or letter that still fits. */
function findEnd(
  text: string,
  start: number,
  links: readonly TextRange[],
  fitsWith: (part: string) => boolean,
): number {
  const rest = text.slice(start);
  for (const cuts of [sentenceEnds, wordEnds, letterEnds]) {
    let end = 0;
    for (const cut of cuts(rest)) {
      if (links.some((link) => link.start < start + cut && start + cut < link.end)) continue;
      if (!fitsWith(rest.slice(0, cut).trim())) break;
      end = cut;
    }
    if (rest.slice(0, end).trim() !== "") return start + end;
  }
  // Nothing fits, as where a limit is below what one letter weighs: it is not cut further.
  return text.length;
}

function* sentenceEnds(text: string): Generator<number> {
  for (const { index, segment } of SENTENCES.segment(text)) yield index + segment.length;
}

function* wordEnds(text: string): Generator<number> {
  for (const { index } of text.matchAll(/\s+/g)) yield index;
  yield text.length;
}

function* letterEnds(text: string): Generator<number> {
  for (const { index, segment } of GRAPHEMES.segment(text)) yield index + segment.length;
}

function fits(text: string, { maxWeight, topLevelDomains }: SplitRules): boolean {
  return !weighText(text, topLevelDomains, maxWeight).isOverLimit;
}
