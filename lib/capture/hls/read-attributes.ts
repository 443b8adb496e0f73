/** A line with longer attributes says nothing: addresses are shorter, and so are names. */
const MAX_LINE_CHARACTERS = 16 * 1024;

/**
 * The attributes behind the colon of a playlist's tag; a quoted value may hold commas. A name is looked for at its
 * first character only, and is read no further than names are long: time in proportion to the line.
 *
 * Source: https://datatracker.ietf.org/doc/html/rfc8216, section 4.2
 */
export function readAttributes(line: string): Record<string, string> {
  if (line.length > MAX_LINE_CHARACTERS) return {};
  const list = line.slice(line.indexOf(":") + 1);
  const attributes: Record<string, string> = {};
  for (const [, name = "", quoted, plain] of list.matchAll(
    /(?<![A-Z0-9-])([A-Z0-9-]{1,100})=(?:"([^"]*)"|([^",]*))/g,
  )) {
    attributes[name] = quoted ?? plain ?? "";
  }
  return attributes;
}

/** A whole number from 1 on; 0 for anything else. */
export function readCount(text: string | undefined): number {
  const count = Number(text ?? 0);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}
