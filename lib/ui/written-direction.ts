/**
 * The `dir` of a text box: what a person writes runs as its first letter says, while the placeholder of
 * an empty box runs as the page does.
 */
export function writtenDirection(value: string): { dir?: "auto" } {
  return value === "" ? {} : { dir: "auto" };
}
