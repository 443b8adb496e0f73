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
 * ends of sentences; within a sentence that is too long by itself between words, also of writing without spaces, and
 * within a word between letters. A link is never cut. White space at a cut is left out, nothing else is. Takes time in
 * proportion to the length of the text.
 *
 * A text that fits is one post, without a number.
 */
export function splitText(text: string, rules: SplitRules): string[] {
  const trimmed = text.trim();
  if (fits(trimmed, rules)) return [trimmed];
  if (!rules.isNumbered) return pack(trimmed, "", rules);
  // More posts have longer numbers, which leave less room.
  for (let digits = String(leastCount(trimmed, rules)).length; ; digits += 1) {
    const widest = "9".repeat(digits);
    const parts = pack(trimmed, ` ${widest}/${widest}`, rules);
    if (String(parts.length).length <= digits) {
      return parts.map((part, index) => `${part} ${index + 1}/${parts.length}`);
    }
  }
}

function leastCount(text: string, { maxWeight, topLevelDomains }: SplitRules): number {
  return Math.ceil(weighText(text, topLevelDomains, maxWeight).weight / maxWeight);
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
const WORDS = new Intl.Segmenter(undefined, { granularity: "word" });
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Where the part that begins at `start` ends: behind the last sentence, word or letter that still fits. */
function findEnd(
  text: string,
  start: number,
  links: readonly TextRange[],
  fitsWith: (part: string) => boolean,
): number {
  const near = nearPart(text, start, fitsWith);
  const isLast = start + near.length === text.length;
  if (isLast && fitsWith(near.trim())) return text.length;
  const linksNear = links.filter((link) => link.end > start && link.start < start + near.length);
  for (const cuts of [sentenceEnds, spaces, wordStarts, letterEnds]) {
    const possible = [...cuts(near)].filter(
      (cut) => !linksNear.some((link) => link.start < start + cut && start + cut < link.end),
    );
    const end = lastThat(possible, (cut) => fitsWith(near.slice(0, cut).trim()));
    if (near.slice(0, end).trim() !== "") return start + end;
  }
  // Nothing fits, as where a limit is below what one letter weighs: it is not cut further.
  return text.length;
}

/** Nearly every post is shorter. */
const NEAR_UNITS = 256;
/** A link that is looked at up to its middle may weigh more than it does as a whole, but not for longer than a name goes on. */
const MARGIN_UNITS = 128;

/** So much of the rest that more would surely not fit: what is looked at for one part does not grow with the text. */
function nearPart(text: string, start: number, fitsWith: (part: string) => boolean): string {
  let units = NEAR_UNITS;
  while (start + units < text.length && fitsWith(text.slice(start, start + units).trim())) {
    units *= 2;
  }
  return text.slice(start, start + units + MARGIN_UNITS);
}

/** The last of rising cuts that still fits, where none behind one that does not fit would; 0 where none does. */
function lastThat(cuts: readonly number[], isFitting: (cut: number) => boolean): number {
  let fitting = 0;
  let [from, to] = [0, cuts.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const cut = cuts[middle] ?? 0;
    if (isFitting(cut)) {
      fitting = cut;
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return fitting;
}

function* sentenceEnds(text: string): Generator<number> {
  for (const { index, segment } of SENTENCES.segment(text)) yield index + segment.length;
}

function* spaces(text: string): Generator<number> {
  for (const { index } of text.matchAll(/\s+/g)) yield index;
  yield text.length;
}

/** For writing without spaces. A mark before a word, of a hashtag or a mention, stays with it. */
function* wordStarts(text: string): Generator<number> {
  for (const { index, isWordLike } of WORDS.segment(text)) {
    if (index > 0 && isWordLike === true && !/[#＃@＠$]/.test(text.charAt(index - 1))) yield index;
  }
}

function* letterEnds(text: string): Generator<number> {
  for (const { index, segment } of GRAPHEMES.segment(text)) yield index + segment.length;
}

function fits(text: string, { maxWeight, topLevelDomains }: SplitRules): boolean {
  return !weighText(text, topLevelDomains, maxWeight).isOverLimit;
}
