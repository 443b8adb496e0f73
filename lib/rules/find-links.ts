import { findTopLevelDomainEnd } from "./top-level-domains";

/** A stretch of a text in UTF-16 offsets; `end` is the first offset after it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

// Code units that no label of a name can hold: ASCII punctuation, spaces, direction marks,
// non-characters. Everything else can, lone surrogates and quotation marks included.
const SPACES = String.raw`\t-\r \u0085\u00A0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000`;
const NEVER_IN_NAME = String.raw`!#$%&'()*+,\-./:;<=>?@[\\\]^_{|}~\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF${SPACES}`;
const NAME_CHARACTER = new RegExp(`[^${NEVER_IN_NAME}]`);

// Latin letters with accents, and combining accents, that may stand in a link without "http://".
const ACCENTED = String.raw`\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B\u02BB\u0300-\u036F\u1E00-\u1EFF`;
const PLAIN_LABELS = new RegExp(`(?:[-a-z0-9${ACCENTED}]+\\.)+`, "gi");

const CANNOT_PRECEDE = /[A-Za-z0-9@＠$#＃\uFEFF\uFFFE\uFFFF]/;
const CANNOT_PRECEDE_BARE_NAME = /[-_./]/;
const SCHEME = /https?:\/\//iy;
const PORT = /:[0-9]+/y;

// A path may hold parentheses when they are paired, at most two deep, and must not end in
// punctuation: "(see example.com/a_(b))." links example.com/a_(b). Nor may pairs at its end stand
// behind punctuation: "example.com/.(b)" links example.com/.
const IN_PATH = `[-a-z0-9!*';:=+,.$/%#[\\]\u2013_~@|&\u0400-\u04FF${ACCENTED}]`;
const ENDS_PATH = `[-a-z0-9+=_#/\u0400-\u04FF${ACCENTED}]`;
const PAIRED = `\\((?:${IN_PATH}+|${IN_PATH}*\\(${IN_PATH}+\\)${IN_PATH}*)\\)`;
const PATH = new RegExp(`/(?:(?:${IN_PATH}|${PAIRED})*${ENDS_PATH})?(?:${PAIRED})*`, "iy");
const QUERY = /\?[-a-z0-9!?*'@();:&=+$/%#[\]_.,~|]*[-a-z0-9_&=#/]/iy;

// X's own short links end after the slug and an optional query.
const SHORT_LINK = /^https?:\/\/t\.co\/([a-z0-9]+)/i;
const MAX_SHORT_LINK_SLUG = 40;

const MAX_LINK_LENGTH = 4096;
const ASSUMED_SCHEME = "https://";
const MAX_LABEL_LENGTH = 63;

function endOfMatch(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

/**
 * For each offset, where the longest domain name that starts there ends; 0 where none starts. One
 * pass from the right, so that long runs of letters and dots cost no more than their length. Inner
 * labels may hold "_", the label before the top-level domain may not.
 */
function findDomainEnds(text: string, names: ReadonlySet<string>): Uint32Array {
  const domainEnds = new Uint32Array(text.length + 2);
  // Of the label that is being read; 0 while its last character is not followed by a dot.
  let dot = 0;
  let topLevelEnd = 0;
  let hasUnderscore = false;
  for (let index = text.length - 1; index >= 0; index--) {
    const character = text.charAt(index);
    if (NAME_CHARACTER.test(character)) {
      if (text[index + 1] === ".") {
        dot = index + 1;
        topLevelEnd = findTopLevelDomainEnd(text, dot + 1, names) ?? 0;
        hasUnderscore = false;
      }
      if (dot > 0) {
        domainEnds[index] = domainEnds[dot + 1] || (hasUnderscore ? 0 : topLevelEnd);
      }
    } else if (character === "_") {
      hasUnderscore = true;
    } else if (character !== "-") {
      dot = 0;
    }
    if ((character === "-" || character === "_") && text[index + 1] === ".") dot = 0;
  }
  return domainEnds;
}

/** The length of a label as DNS sees it, with its Punycode form counted (RFC 3492). */
function encodedLabelLength(label: string): number {
  const codePoints = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  const basicCount = codePoints.filter((point) => point < 0x80).length;
  // The encoded form is never shorter: a label already too long need not be encoded.
  if (basicCount === codePoints.length || codePoints.length > MAX_LABEL_LENGTH) {
    return codePoints.length;
  }
  let length = "xn--".length + basicCount + (basicCount > 0 ? 1 : 0);
  let current = 0x80;
  let bias = 72;
  let delta = 0;
  let handled = basicCount;
  while (handled < codePoints.length) {
    const next = Math.min(...codePoints.filter((point) => point >= current));
    delta += (next - current) * (handled + 1);
    for (const point of codePoints) {
      if (point < next) delta++;
      if (point !== next) continue;
      let rest = delta;
      for (let base = 36; ; base += 36) {
        const threshold = Math.max(1, Math.min(26, base - bias));
        length++;
        if (rest < threshold) break;
        rest = Math.floor((rest - threshold) / (36 - threshold));
      }
      let adapted = Math.floor(delta / (handled === basicCount ? 700 : 2));
      adapted += Math.floor(adapted / (handled + 1));
      bias = 0;
      for (; adapted > 455; bias += 36) adapted = Math.floor(adapted / 35);
      bias += Math.floor((36 * adapted) / (adapted + 38));
      delta = 0;
      handled++;
    }
    delta++;
    current = next + 1;
  }
  return length;
}

function hasValidLabels(domain: string, topLevelDomains: ReadonlySet<string>): boolean {
  if (domain.startsWith("xn--") && findPlainNames(domain, topLevelDomains).length === 0)
    return false;
  return domain.split(".").every((label) => {
    // DNS software also splits at the full stops of East Asian scripts.
    const parts = label.split(/[\u3002\uFF0E\uFF61]/);
    const length = parts.reduce((sum, part) => sum + encodedLabelLength(part), parts.length - 1);
    return length >= 1 && length <= MAX_LABEL_LENGTH;
  });
}

/** The names of Latin letters inside a domain: "本example.com" holds example.com. */
function findPlainNames(domain: string, topLevelDomains: ReadonlySet<string>): TextRange[] {
  const names: TextRange[] = [];
  PLAIN_LABELS.lastIndex = 0;
  for (let chain = PLAIN_LABELS.exec(domain); chain; chain = PLAIN_LABELS.exec(domain)) {
    const dots = Array.from(chain[0].matchAll(/\./g), (match) => chain.index + match.index);
    for (const dot of dots.toReversed()) {
      const end = findTopLevelDomainEnd(domain, dot + 1, topLevelDomains);
      if (end === null) continue;
      names.push({ start: chain.index, end });
      PLAIN_LABELS.lastIndex = end;
      break;
    }
  }
  return names;
}

/**
 * Finds what X turns into t.co links, in order: `http(s)://` addresses, and names without a scheme
 * that end in a known top-level domain (`clip.mov` is one, `photo.jpg` is not). E-mail addresses,
 * mentions, hashtags and cashtags are none. Expects text in NFC, the form in which X reads it.
 * Takes time in proportion to the length of the text.
 *
 * Follows twitter-text 3.1.0 (https://github.com/twitter/twitter-text). Its slips are not followed:
 * two like-named domains run together get their own offsets, and a name that is only in part Latin
 * ends where its path does.
 */
export function findLinks(
  text: string,
  topLevelDomains: ReadonlySet<string>,
): readonly TextRange[] {
  if (!text.includes(".")) return [];
  const links: TextRange[] = [];
  const domainEnds = findDomainEnds(text, topLevelDomains);
  let index = 0;
  while (index < text.length) {
    const canPrecede = !CANNOT_PRECEDE.test(text.charAt(index));
    const starts = [...(canPrecede ? [index + 1] : []), ...(index === 0 ? [0] : [])];
    const next = starts
      .map((start) => readLink(text, start, domainEnds, topLevelDomains))
      .find((found) => found);
    if (next) links.push(...next.links);
    index = next ? next.end : index + 1;
  }
  return links;
}

/** The links in the address that starts at `start`, and where it ends, linked or not. */
function readLink(
  text: string,
  start: number,
  domainEnds: Uint32Array,
  topLevelDomains: ReadonlySet<string>,
): { readonly links: readonly TextRange[]; readonly end: number } | null {
  const domainStart = endOfMatch(SCHEME, text, start);
  const domainEnd = domainEnds[domainStart] ?? 0;
  if (domainEnd === 0) return null;
  const portEnd = endOfMatch(PORT, text, domainEnd);
  const pathEnd = endOfMatch(PATH, text, portEnd);
  const end = endOfMatch(QUERY, text, pathEnd);
  const domain = text.slice(domainStart, domainEnd);
  const hasScheme = domainStart > start;
  const length = end - start + (hasScheme ? domainStart - start : ASSUMED_SCHEME.length);
  if (length > MAX_LINK_LENGTH || !hasValidLabels(domain, topLevelDomains))
    return { links: [], end };

  if (hasScheme) {
    const short = SHORT_LINK.exec(text.slice(start, end));
    if (!short) return { links: [{ start, end }], end };
    if ((short[1] ?? "").length > MAX_SHORT_LINK_SLUG) return { links: [], end };
    const slugEnd = start + short[0].length;
    return { links: [{ start, end: endOfMatch(QUERY, text, slugEnd) }], end };
  }

  if (CANNOT_PRECEDE_BARE_NAME.test(text.charAt(start - 1))) return { links: [], end };
  const links = findPlainNames(domain, topLevelDomains).map((name) => ({
    start: start + name.start,
    end: start + name.end,
  }));
  const last = links.pop();
  // Without a path, a port or a query after a bare name stays plain text.
  if (last) links.push(pathEnd > portEnd ? { ...last, end } : last);
  return { links, end };
}
