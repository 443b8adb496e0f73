/** X's own counting library ships no types; this is the part that the local X calls. */
declare module "twitter-text" {
  const twitter: {
    parseTweet(text: string): { weightedLength: number; valid: boolean };
  };
  export default twitter;
}
