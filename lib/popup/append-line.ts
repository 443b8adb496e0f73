/** A text with another line behind it. */
export function appendLine(text: string, line: string): string {
  const before = text.trimEnd();
  return before === "" ? line : `${before}\n${line}`;
}
