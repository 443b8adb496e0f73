import type {
  FilePart,
  PictureRendition,
  PieceList,
  SoundRendition,
  StreamOffer,
  StreamPiece,
  SubtitleRendition,
} from "../stream/stream";
import { readAttributes, readCount } from "./read-attributes";

/** An HLS playlist: a choice of renditions, or the pieces of one. */
export type Playlist =
  | { readonly kind: "choice"; readonly offer: StreamOffer }
  | { readonly kind: "pieces"; readonly list: PieceList };

/** A stream of 125 minutes, X's longest, in pieces of one second, and room for more. */
const MAX_LINES = 100_000;

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
    ? { kind: "choice", offer: readOffer(lines, playlistUrl) }
    : { kind: "pieces", list: readPieces(lines, playlistUrl) };
}

function readOffer(lines: readonly string[], baseUrl: string): StreamOffer {
  const sounds = lines.flatMap((line) => readSound(line, baseUrl));
  const soundGroups = new Set(sounds.map(({ group }) => group));
  const pictures: PictureRendition[] = [];
  let stream: Record<string, string> | null = null;
  for (const line of lines) {
    if (line.startsWith("#EXT-X-STREAM-INF:")) {
      stream = readAttributes(line);
    } else if (stream !== null && line !== "" && !line.startsWith("#")) {
      const url = resolve(line, baseUrl);
      if (url !== null) pictures.push(toPicture(url, stream, soundGroups));
      stream = null;
    }
  }
  return {
    isEncrypted: lines.some(isSessionKey),
    pictures: withoutSoundOnly(pictures),
    sounds,
    subtitles: lines.flatMap((line) => readSubtitles(line, baseUrl)),
    subtitlesCount: "clock",
    besideUrls: lines.flatMap((line) => readBeside(line, baseUrl)),
  };
}

function readBeside(line: string, baseUrl: string): string[] {
  const { TYPE, URI } =
    line.startsWith("#EXT-X-MEDIA:") || line.startsWith("#EXT-X-I-FRAME-STREAM-INF:")
      ? readAttributes(line)
      : {};
  const url = URI === undefined || TYPE === "AUDIO" ? null : resolve(URI, baseUrl);
  return url === null ? [] : [url];
}

/** A variant without a picture is for those who listen only; where no variant has a codec of pictures, nothing is known. */
function withoutSoundOnly(variants: readonly PictureRendition[]): PictureRendition[] {
  const isSound = ({ codecs, widthPx }: PictureRendition) =>
    widthPx === 0 &&
    codecs.length > 0 &&
    codecs.every((codec) => /^(?:mp4a|ac-3|ec-3)\b/i.test(codec));
  return variants.filter((variant) => !isSound(variant));
}

function toPicture(
  url: string,
  { BANDWIDTH, RESOLUTION, AUDIO, CODECS = "" }: Record<string, string>,
  soundGroups: ReadonlySet<string>,
): PictureRendition {
  const [, widthPx, heightPx] = /^(\d+)x(\d+)$/i.exec(RESOLUTION ?? "") ?? [];
  return {
    from: { in: "playlist", url },
    bitsPerSecond: readCount(BANDWIDTH),
    widthPx: readCount(widthPx),
    heightPx: readCount(heightPx),
    codecs: toCodecs(CODECS),
    soundGroup: AUDIO !== undefined && soundGroups.has(AUDIO) ? AUDIO : null,
  };
}

/** A rendition of sound: one without an address lies in the variant's pieces. */
function readSound(line: string, baseUrl: string): SoundRendition[] {
  if (!line.startsWith("#EXT-X-MEDIA:")) return [];
  const attributes = readAttributes(line);
  const { TYPE, URI, LANGUAGE = "", NAME = "", DEFAULT, "GROUP-ID": group } = attributes;
  if (TYPE !== "AUDIO" || group === undefined) return [];
  const url = URI === undefined ? null : resolve(URI, baseUrl);
  if (URI !== undefined && url === null) return [];
  return [
    {
      from: url === null ? null : { in: "playlist", url },
      group,
      language: LANGUAGE,
      name: NAME,
      isDefault: DEFAULT === "YES",
      bitsPerSecond: 0,
      codecs: [],
    },
  ];
}

function readSubtitles(line: string, baseUrl: string): SubtitleRendition[] {
  if (!line.startsWith("#EXT-X-MEDIA:")) return [];
  const { TYPE, URI, LANGUAGE = "", NAME = "" } = readAttributes(line);
  const url = TYPE !== "SUBTITLES" || URI === undefined ? null : resolve(URI, baseUrl);
  return url === null ? [] : [{ from: { in: "playlist", url }, language: LANGUAGE, name: NAME }];
}

function toCodecs(text: string): string[] {
  return text
    .split(",")
    .map((codec) => codec.trim())
    .filter((codec) => codec !== "");
}

function readPieces(lines: readonly string[], baseUrl: string): PieceList {
  const pieces: StreamPiece[] = [];
  let head: FilePart | null = null;
  let clock = 0;
  let durationMs = 0;
  let range: string | null = null;
  let isEncrypted = false;
  let isComplete = false;
  let isGap = false;
  for (const line of lines) {
    if (line.startsWith("#EXTINF:")) {
      const seconds = Number.parseFloat(line.slice("#EXTINF:".length));
      durationMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
    } else if (line.startsWith("#EXT-X-BYTERANGE:")) {
      range = line.slice("#EXT-X-BYTERANGE:".length);
    } else if (line.startsWith("#EXT-X-MAP:")) {
      const { URI = "", BYTERANGE } = readAttributes(line);
      const url = resolve(URI, baseUrl);
      head = url === null ? null : sameOr(head, { url, range: readRange(BYTERANGE ?? null, url) });
    } else if (line.startsWith("#EXT-X-KEY:")) {
      isEncrypted ||= readAttributes(line)["METHOD"] !== "NONE";
    } else if (line === "#EXT-X-DISCONTINUITY") {
      if (pieces.length > 0) clock += 1;
    } else if (line === "#EXT-X-GAP") {
      isGap = true;
    } else if (line === "#EXT-X-ENDLIST" || line === "#EXT-X-PLAYLIST-TYPE:VOD") {
      isComplete = true;
    } else if (line !== "" && !line.startsWith("#")) {
      const url = resolve(line, baseUrl);
      // What the list itself says is missing cannot be had.
      if (url !== null && !isGap) {
        const before = pieces.at(-1);
        // Behind another beginning, times need not go on either.
        if (before?.clock === clock && before.head !== head) clock += 1;
        pieces.push({ url, range: readRange(range, url, before), durationMs, head, clock });
      }
      [range, durationMs, isGap] = [null, 0, false];
    }
  }
  return { isEncrypted, isComplete, startMs: 0, pieces };
}

/** A list may name the same head again: that is no other film. */
function sameOr(before: FilePart | null, head: FilePart): FilePart {
  const isSame =
    before?.url === head.url &&
    before.range?.startByte === head.range?.startByte &&
    before.range?.totalBytes === head.range?.totalBytes;
  return isSame ? before : head;
}

/** A range without a start begins where the one before it in the same file ended. */
function readRange(text: string | null, url: string, before?: FilePart): FilePart["range"] {
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

function resolve(url: string, baseUrl: string): string | null {
  if (!URL.canParse(url, baseUrl)) return null;
  const { protocol, href } = new URL(url, baseUrl);
  return protocol === "http:" || protocol === "https:" ? href : null;
}
