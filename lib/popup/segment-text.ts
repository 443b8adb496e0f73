import type { TextWeight } from "../rules/text-weight";

/** A stretch of a post's text that is marked in one way. */
export interface TextSegment {
  readonly text: string;
  /** X makes a link of it, which costs more. */
  readonly isLink: boolean;
  /** X has no room for it. */
  readonly isOver: boolean;
}

/** Cuts a text where its marks begin and end; put together again the segments are the text. */
export function segmentText(
  text: string,
  { links, overLimitStart }: Pick<TextWeight, "links" | "overLimitStart">,
): TextSegment[] {
  const overStart = overLimitStart ?? text.length;
  const cuts = [...links.flatMap(({ start, end }) => [start, end]), overStart, text.length];
  const segments: TextSegment[] = [];
  let start = 0;
  for (const end of cuts.toSorted((a, b) => a - b)) {
    if (end <= start) continue;
    segments.push({
      text: text.slice(start, end),
      isLink: links.some((link) => link.start <= start && end <= link.end),
      isOver: start >= overStart,
    });
    start = end;
  }
  return segments;
}
