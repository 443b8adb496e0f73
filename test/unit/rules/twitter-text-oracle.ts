import { createRequire } from "node:module";

/** The parts of twitter-text 3.1.0 (which ships no types) that these tests compare with. */
interface TwitterText {
  parseTweet(text: string): {
    readonly weightedLength: number;
    readonly valid: boolean;
    /** The last UTF-16 offset that still fits. */
    readonly validRangeEnd: number;
  };
  extractUrlsWithIndices(
    text: string,
  ): readonly { readonly url: string; readonly indices: readonly [number, number] }[];
}

/** X's own library, unmaintained since 2021 but still what the servers' rules were published as. */
export const twitterText: TwitterText = createRequire(import.meta.url)("twitter-text");

/** The links twitter-text finds, as offsets. */
export function oracleLinks(text: string): { start: number; end: number }[] {
  return twitterText
    .extractUrlsWithIndices(text)
    .map(({ indices: [start, end] }) => ({ start, end }));
}
