import type { AccountTier } from "../media/media-limits";
import { findLinks, type TextRange } from "./find-links";

/** What a post's text weighs against X's limit. All offsets are UTF-16, in the text as given. */
export interface TextWeight {
  readonly weight: number;
  readonly maxWeight: number;
  readonly isOverLimit: boolean;
  /** What X turns into t.co links, in order. */
  readonly links: readonly TextRange[];
  /** Where the first character or link that no longer fits begins; null when all fits. */
  readonly overLimitStart: number | null;
}

/** What X takes from everybody. */
export const MAX_WEIGHT = 280;
/** And from subscribers. Source: X's changelog for the API v2, 2026. */
const PREMIUM_MAX_WEIGHT = 25_000;

const LINK_WEIGHT = 23;
const EMOJI_WEIGHT = 2;

/** Code units that weigh 2, halves of surrogate pairs included; all others weigh 1. */
const HEAVY = /[\u1100-\u1FFF\u200E\u200F\u2020-\u2031\u2038-\uFFFF]/;

/** One emoji as the browser's Unicode tables know it, or a keycap that lacks its variation mark. */
const EMOJI = /\p{RGI_Emoji}|[#*0-9]\u20E3/vy;

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Weighs a text as X counts it: in NFC, 23 for a link, 2 for an emoji sequence, 1 for letters of
 * most alphabets and general punctuation, 2 for everything else (CJK, "…"). Attachments weigh
 * nothing.
 *
 * Source: https://docs.x.com/fundamentals/counting-characters (configuration v3 of twitter-text).
 * Emoji newer than twitter-text's table of 2018 weigh 2 here, as that page promises.
 *
 * @param topLevelDomains in lower case; what ends with one of them is a link
 * @param maxWeight what the account may post, see {@link maxWeightFor}
 */
export function weighText(
  text: string,
  topLevelDomains: ReadonlySet<string>,
  maxWeight: number = MAX_WEIGHT,
): TextWeight {
  const normalized = text.normalize("NFC");
  const links = findLinks(normalized, topLevelDomains);
  const { weight, overLimitStart } = weighUnits(normalized, links, maxWeight);
  const toOriginal =
    normalized === text ? (offset: number) => offset : alignNormalized(text, normalized.length);
  return {
    weight,
    maxWeight,
    isOverLimit: weight > maxWeight,
    links: links.map(({ start, end }) => ({ start: toOriginal(start), end: toOriginal(end) })),
    overLimitStart:
      overLimitStart === null ? null : graphemeStart(text, toOriginal(overLimitStart)),
  };
}

/** The greatest weight of a post of an account with these limits. */
export function maxWeightFor(tier: AccountTier): number {
  return tier === "premium" ? PREMIUM_MAX_WEIGHT : MAX_WEIGHT;
}

function weighUnits(
  text: string,
  links: readonly TextRange[],
  maxWeight: number,
): { readonly weight: number; readonly overLimitStart: number | null } {
  let weight = 0;
  let overLimitStart: number | null = null;
  let nextLink = 0;
  for (let start = 0, end = 0; start < text.length; start = end) {
    const link = links[nextLink];
    EMOJI.lastIndex = start;
    if (link?.start === start) {
      nextLink++;
      end = link.end;
      weight += LINK_WEIGHT;
    } else if (EMOJI.test(text)) {
      end = EMOJI.lastIndex;
      weight += EMOJI_WEIGHT;
    } else {
      end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
      weight += HEAVY.test(text.charAt(start)) ? 2 : 1;
    }
    if (weight > maxWeight) overLimitStart ??= start;
  }
  return { weight, overLimitStart };
}

/** Maps offsets in the NFC form to the text it came from; normalisation never crosses a grapheme. */
function alignNormalized(text: string, normalizedLength: number): (offset: number) => number {
  const originals = new Uint32Array(normalizedLength + 1);
  let normalizedStart = 0;
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    const composed = segment.normalize("NFC");
    const { length } = composed;
    for (let within = 0; within < length; within++) {
      originals[normalizedStart + within] = index + splitOf(segment, composed, within);
    }
    normalizedStart += length;
  }
  originals[normalizedLength] = text.length;
  return (offset) => originals[offset] ?? text.length;
}

/** No letter needs more; a longer pile of marks is not worth the search. */
const MAX_SEARCHED_UNITS = 32;

/**
 * Where a grapheme as typed falls apart into the same two halves as its NFC form does at an offset:
 * a link may begin at a mark that was left over. Marks that were reordered have no such place.
 */
function splitOf(typed: string, composed: string, offset: number): number {
  if (typed !== composed && typed.length <= MAX_SEARCHED_UNITS) {
    for (let split = offset; split <= typed.length; split++) {
      if (
        typed.slice(0, split).normalize("NFC") === composed.slice(0, offset) &&
        typed.slice(split).normalize("NFC") === composed.slice(offset)
      ) {
        return split;
      }
    }
  }
  return Math.min(offset, typed.length);
}

function graphemeStart(text: string, offset: number): number {
  return GRAPHEMES.segment(text).containing(offset)?.index ?? offset;
}
