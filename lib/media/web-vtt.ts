/** Words that are shown for a while. Times are milliseconds. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  /** Where and how they stand, as the file says; empty for the usual place. */
  readonly settings: string;
  /** One line or more, none of them empty. */
  readonly text: string;
}

/** What a file of WebVTT says. */
export interface WebVtt {
  readonly cues: readonly Cue[];
  /** Which time of the stream's clock is which time of the cues; null where the file does not say. */
  readonly map: { readonly clockSecs: number; readonly localMs: number } | null;
}

const SIGNATURE = /^WEBVTT(?:[ \t]|$)/;
const TIME = /^(?:(\d{2,6}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/;
const CLOCK_HZ = 90_000;

/** Settings that mean something without the rest of the file: regions and styles are not taken over. */
const SETTING = /^(?:vertical|line|position|size|align):\S+$/;

/**
 * Reads WebVTT; null for a text that is none. Comments, styles, regions and cues that make no sense are passed over.
 * Takes time in proportion to the text.
 *
 * Sources: https://www.w3.org/TR/webvtt1/#file-parsing; RFC 8216, section 3.5, for the map
 */
export function readWebVtt(text: string): WebVtt | null {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  if (!SIGNATURE.test(lines[0] ?? "")) return null;
  const headEnd = lines.indexOf("");
  const head = headEnd === -1 ? lines : lines.slice(0, headEnd);
  const mapping = head.find((line) => line.startsWith("X-TIMESTAMP-MAP="));
  return {
    cues: listBlocks(lines.slice(head.length)).flatMap(readCue),
    map: mapping === undefined ? null : readMap(mapping),
  };
}

/** Writes WebVTT, in the order of the cues. */
export function writeWebVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, settings, text }) => {
    const times = `${formatTime(startMs)} --> ${formatTime(endMs)}`;
    return `${settings === "" ? times : `${times} ${settings}`}\n${text}\n`;
  });
  return ["WEBVTT\n", ...blocks].join("\n");
}

function listBlocks(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let block: string[] = [];
  for (const line of [...lines, ""]) {
    if (line !== "") block.push(line);
    else if (block.length > 0) {
      blocks.push(block);
      block = [];
    }
  }
  return blocks;
}

/** The times stand in the first line, or in the second, behind the cue's name. */
function readCue(block: readonly string[]): Cue[] {
  const at = block.slice(0, 2).findIndex((line) => line.includes("-->"));
  if (at === -1) return [];
  const [start, arrow, end, ...settings] = (block[at] ?? "").trim().split(/[ \t]+/);
  const [startMs, endMs] = [readTime(start ?? ""), readTime(end ?? "")];
  const text = block.slice(at + 1).join("\n");
  if (arrow !== "-->" || startMs === null || endMs === null || endMs <= startMs) return [];
  // An arrow in the words would be read as times.
  if (text.trim() === "" || text.includes("-->")) return [];
  return [
    { startMs, endMs, settings: settings.filter((one) => SETTING.test(one)).join(" "), text },
  ];
}

/** A map that makes no sense is one of zeros, as where there is none. */
function readMap(line: string): WebVtt["map"] {
  const [, ticks] = /[=,]MPEGTS:(\d{1,15})(?:,|$)/.exec(line) ?? [];
  const [, local] = /[=,]LOCAL:([\d:.]{1,20})(?:,|$)/.exec(line) ?? [];
  return { clockSecs: Number(ticks ?? 0) / CLOCK_HZ, localMs: readTime(local ?? "") ?? 0 };
}

function readTime(text: string): number | null {
  const parts = TIME.exec(text);
  if (parts === null) return null;
  const [hours, minutes, seconds, ms] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 + (ms ?? 0);
}

function formatTime(timeMs: number): string {
  const whole = Math.round(timeMs);
  const digits = (value: number, length: number) => String(value).padStart(length, "0");
  const [hours, minutes] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60];
  const seconds = Math.floor(whole / 1000) % 60;
  return `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(whole % 1000, 3)}`;
}
