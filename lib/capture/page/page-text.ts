/** A page's text on one line, without space around it. @param maxCharacters of what is looked at */
export function oneLine(text: string, maxCharacters: number): string {
  return text.slice(0, maxCharacters).replace(/\s+/g, " ").trim();
}
