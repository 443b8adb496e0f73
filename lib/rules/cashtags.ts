/** X refuses a post of an app with more. Source: X's changelog of 2026, and refusals that clients quote. */
export const MAX_CASHTAGS = 1;

/**
 * The cashtags of a text, each once and in capitals: `$` and one to six letters, where X sees one.
 * Source: twitter-text 3.1.0, `validCashtag`.
 */
export function findCashtags(text: string): string[] {
  const found = text.matchAll(
    /(?<=^|\s)\$([a-z]{1,6}(?:[._][a-z]{1,2})?)(?=$|\s|[!-/:-@[-`{-~])/gi,
  );
  return [...new Set([...found].map(([, symbol = ""]) => symbol.toUpperCase()))];
}
