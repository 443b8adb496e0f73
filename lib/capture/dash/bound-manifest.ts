/** All pieces of all renditions of a manifest: two hours in pieces of two seconds, in forty of them, and room for more. */
const MAX_PIECES = 250_000;

/**
 * Whether a manifest describes so few pieces that all of them can be listed: it may describe any number in a
 * few characters. Counts too many rather than too few; takes time in proportion to the text.
 *
 * @param nowMs epoch milliseconds: a live stream may have begun at any time
 */
export function isBounded(text: string, nowMs: number): boolean {
  const renditions = Math.max(1, count(text, /<Representation\b/g));
  const listed = sum(text, /<S\s[^>]{0,300}?\br="(\d{1,15})"/g) + count(text, /<S\s/g);
  const segments = count(text, /<SegmentURL\b/g);
  return renditions * (listed + segments + countRepeated(text, nowMs)) <= MAX_PIECES;
}

/** How many pieces follow from a length alone, to the end of the presentation. */
function countRepeated(text: string, nowMs: number): number {
  const lengths = [
    ...values(text, /<SegmentTemplate\s[^>]{0,2000}?\bduration="(\d{1,15})"/g),
    ...values(text, /<SegmentList\s[^>]{0,2000}?\bduration="(\d{1,15})"/g),
    ...values(text, /<S\s(?=[^>]{0,300}?\br="-)[^>]{0,300}?\bd="(\d{1,15})"/g),
  ];
  if (lengths.length === 0) return 0;
  const timescale = Math.max(1, ...values(text, /\btimescale="(\d{1,15})"/g));
  const pieceSecs = Math.max(1, Math.min(...lengths)) / timescale;
  return spanSecs(text, nowMs) / pieceSecs;
}

function spanSecs(text: string, nowMs: number): number {
  const durations = [
    ...text.matchAll(/\b(?:mediaPresentationDuration|timeShiftBufferDepth)="([^"]{1,60})"/g),
  ].map(([, duration = ""]) => readDuration(duration));
  if (durations.length > 0) return Math.max(...durations);
  const [, start = ""] = /\bavailabilityStartTime="([^"]{1,60})"/.exec(text) ?? [];
  const startMs = Date.parse(start);
  return Number.isNaN(startMs) ? nowMs / 1000 : Math.max(0, nowMs - startMs) / 1000;
}

/** An ISO 8601 duration, in seconds; endless where it makes no sense. */
function readDuration(text: string): number {
  const parts =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  if (parts === null) return Infinity;
  const [years, months, days, hours, minutes, seconds] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const wholeDays = (years ?? 0) * 366 + (months ?? 0) * 31 + (days ?? 0);
  return ((wholeDays * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

function values(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(([, value]) => Number(value));
}

function sum(text: string, pattern: RegExp): number {
  return values(text, pattern).reduce((total, value) => total + value, 0);
}
