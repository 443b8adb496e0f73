/** X's own counting library ships no types; this is the part that is called here. */
declare module "twitter-text" {
  const twitter: {
    parseTweet(text: string): { weightedLength: number; valid: boolean };
    extractCashtags(text: string): string[];
  };
  export default twitter;
}
