const LONGEST_NAME = 18;

/** Reads a list in the form of `top-level-domain-list.ts`. */
export function decodeTopLevelDomains(frontCoded: string): ReadonlySet<string> {
  const names = new Set<string>();
  let previous = "";
  for (const entry of frontCoded.match(/\d\D+/g) ?? []) {
    previous = previous.slice(0, Number(entry[0])) + entry.slice(1);
    names.add(previous);
  }
  return names;
}

const PUNYCODE_LABEL = /xn--[-0-9a-z]+/iy;
const WORD_GOES_ON = /[0-9a-z@+-]/i;

/**
 * Finds the end of the top-level domain that starts at `start`, or null where none does. As on X, a
 * name may be followed at once by letters of a script without spaces ("example.comへ"), but not by
 * ASCII letters, digits, "@", "+" or "-"; anything after `xn--` counts as a top-level domain.
 */
export function findTopLevelDomainEnd(
  text: string,
  start: number,
  names: ReadonlySet<string>,
): number | null {
  const candidate = text.slice(start, start + LONGEST_NAME).toLowerCase();
  for (let length = candidate.length; length >= 2; length--) {
    const end = start + length;
    if (WORD_GOES_ON.test(text[end] ?? "")) continue;
    if (names.has(candidate.slice(0, length))) return end;
  }
  PUNYCODE_LABEL.lastIndex = start;
  return PUNYCODE_LABEL.test(text) ? PUNYCODE_LABEL.lastIndex : null;
}
