/** Languages that write no space between sentences, nor between a number and what is counted. */
const WITHOUT_SPACES: ReadonlySet<string> = new Set(["ja", "zh"]);

/**
 * What stands between two sentences, and within a span of time: "3分20秒", "3 min 20 sec". The browser's own
 * data put a space into the Japanese span, which breaks the sentence around it apart.
 *
 * @param locale a BCP 47 tag
 * @returns a space, or nothing
 */
export function spaceOf(locale: string): " " | "" {
  return WITHOUT_SPACES.has(locale.split("-")[0] ?? "") ? "" : " ";
}
