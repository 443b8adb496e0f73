/** A piece of a stream: all of a file, or a part of one. */
export interface StreamPiece {
  readonly url: string;
  /** Null: all of the file. */
  readonly range: { readonly startByte: number; readonly totalBytes: number } | null;
}

/** One of the qualities in which a stream is offered. */
export interface StreamVariant {
  readonly url: string;
  /** At its highest, in bits a second. */
  readonly bitsPerSecond: number;
  /** Width times height; 0 where the playlist does not say. */
  readonly pixels: number;
  /** Its sound is a stream of its own. */
  readonly hasSeparateSound: boolean;
}

/** An HLS playlist: a choice of qualities, or the pieces of one. */
export type Playlist =
  | {
      readonly kind: "choice";
      readonly isEncrypted: boolean;
      readonly variants: readonly StreamVariant[];
    }
  | {
      readonly kind: "pieces";
      readonly isEncrypted: boolean;
      /** Nothing more will come; else it is live. */
      readonly isComplete: boolean;
      readonly durationMs: number;
      /** What fragmented MP4 begins with, each time that it changes; MPEG-TS has none. */
      readonly beginnings: readonly StreamPiece[];
      readonly pieces: readonly StreamPiece[];
    };

/** A stream of 125 minutes, X's longest, in pieces of one second, and room for more. */
const MAX_LINES = 100_000;
/** A line with longer attributes says nothing: addresses are shorter, and so are names. */
const MAX_LINE_CHARACTERS = 16 * 1024;

/**
 * Reads a playlist; null for a text that is none. Lines that mean nothing here are passed over.
 * Addresses come out absolute; those that are no web addresses are dropped.
 *
 * Source: https://datatracker.ietf.org/doc/html/rfc8216, section 4
 */
export function parsePlaylist(text: string, playlistUrl: string): Playlist | null {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/, MAX_LINES)
    .map((line) => line.trim());
  if (lines[0]?.startsWith("#EXTM3U") !== true) return null;
  return lines.some((line) => line.startsWith("#EXT-X-STREAM-INF:"))
    ? readChoice(lines, playlistUrl)
    : readPieces(lines, playlistUrl);
}

function readChoice(lines: readonly string[], baseUrl: string): Playlist {
  const soundGroups = new Set<string>();
  for (const line of lines) {
    if (!line.startsWith("#EXT-X-MEDIA:")) continue;
    const { TYPE, URI, "GROUP-ID": group } = readAttributes(line);
    if (TYPE === "AUDIO" && URI !== undefined && group !== undefined) soundGroups.add(group);
  }
  const variants: StreamVariant[] = [];
  let stream: Record<string, string> | null = null;
  for (const line of lines) {
    if (line.startsWith("#EXT-X-STREAM-INF:")) {
      stream = readAttributes(line);
    } else if (stream !== null && line !== "" && !line.startsWith("#")) {
      const url = resolve(line, baseUrl);
      if (url !== null) variants.push(toVariant(url, stream, soundGroups));
      stream = null;
    }
  }
  return { kind: "choice", isEncrypted: lines.some(isSessionKey), variants };
}

function toVariant(
  url: string,
  { BANDWIDTH, RESOLUTION, AUDIO }: Record<string, string>,
  soundGroups: ReadonlySet<string>,
): StreamVariant {
  const [, widthPx, heightPx] = /^(\d+)x(\d+)$/i.exec(RESOLUTION ?? "") ?? [];
  return {
    url,
    bitsPerSecond: readCount(BANDWIDTH),
    pixels: readCount(widthPx) * readCount(heightPx),
    hasSeparateSound: AUDIO !== undefined && soundGroups.has(AUDIO),
  };
}

function readPieces(lines: readonly string[], baseUrl: string): Playlist {
  const pieces: StreamPiece[] = [];
  const beginnings: StreamPiece[] = [];
  let durationSecs = 0;
  let range: string | null = null;
  let isEncrypted = false;
  let isComplete = false;
  for (const line of lines) {
    if (line.startsWith("#EXTINF:")) {
      const seconds = Number.parseFloat(line.slice("#EXTINF:".length));
      if (Number.isFinite(seconds) && seconds > 0) durationSecs += seconds;
    } else if (line.startsWith("#EXT-X-BYTERANGE:")) {
      range = line.slice("#EXT-X-BYTERANGE:".length);
    } else if (line.startsWith("#EXT-X-MAP:")) {
      const { URI = "", BYTERANGE } = readAttributes(line);
      const url = resolve(URI, baseUrl);
      const last = beginnings.at(-1);
      const range = url === null ? null : readRange(BYTERANGE ?? null, url, undefined);
      const isSame = last?.url === url && last.range?.startByte === range?.startByte;
      if (url !== null && !isSame) beginnings.push({ url, range });
    } else if (line.startsWith("#EXT-X-KEY:")) {
      isEncrypted ||= readAttributes(line)["METHOD"] !== "NONE";
    } else if (line === "#EXT-X-ENDLIST" || line === "#EXT-X-PLAYLIST-TYPE:VOD") {
      isComplete = true;
    } else if (line !== "" && !line.startsWith("#")) {
      const url = resolve(line, baseUrl);
      if (url !== null) pieces.push({ url, range: readRange(range, url, pieces.at(-1)) });
      range = null;
    }
  }
  const durationMs = Math.round(durationSecs * 1000);
  return { kind: "pieces", isEncrypted, isComplete, durationMs, beginnings, pieces };
}

/** A range without a start begins where the one before it in the same file ended. */
function readRange(
  text: string | null,
  url: string,
  before: StreamPiece | undefined,
): StreamPiece["range"] {
  const [, totalBytes, start] = /^(\d+)(?:@(\d+))?$/.exec(text ?? "") ?? [];
  if (totalBytes === undefined) return null;
  const follows =
    before?.url === url && before.range !== null
      ? before.range.startByte + before.range.totalBytes
      : 0;
  return {
    startByte: start === undefined ? follows : readCount(start),
    totalBytes: readCount(totalBytes),
  };
}

function isSessionKey(line: string): boolean {
  return line.startsWith("#EXT-X-SESSION-KEY:") && readAttributes(line)["METHOD"] !== "NONE";
}

/**
 * The attributes behind a tag's colon; a quoted value may hold commas. A name is looked for at its first
 * character only, and is read no further than names are long: time in proportion to the line.
 */
function readAttributes(line: string): Record<string, string> {
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

function readCount(text: string | undefined): number {
  const count = Number(text ?? 0);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

function resolve(url: string, baseUrl: string): string | null {
  if (!URL.canParse(url, baseUrl)) return null;
  const { protocol, href } = new URL(url, baseUrl);
  return protocol === "http:" || protocol === "https:" ? href : null;
}
