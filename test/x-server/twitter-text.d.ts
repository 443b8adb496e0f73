/** X's own counting library ships no types; this is the part that is called here. */
declare module "twitter-text" {
  const twitter: {
    parseTweet(text: string): { weightedLength: number; valid: boolean };
    extractCashtags(text: string): string[];
    /** `indices`: where it begins and where it ends, in UTF-16 units. */
    extractUrlsWithIndices(text: string): { url: string; indices: [number, number] }[];
  };
  export default twitter;
}
