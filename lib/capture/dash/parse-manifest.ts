import {
  type Manifest,
  type ManifestGroup,
  type ManifestPlaylist,
  parse,
  type PlaylistPart,
} from "mpd-parser";
import type {
  FilePart,
  PictureRendition,
  PieceSource,
  SoundRendition,
  StreamOffer,
  StreamPiece,
  SubtitleRendition,
} from "../stream/stream";
import { isBounded } from "./bound-manifest";
import { joinPeriods, type JoinedRendition, type PeriodPart } from "./join-periods";

/** The language of a manifest that names none. Source: ISO 639-2. */
const UNDETERMINED = "und";

/**
 * Reads a DASH manifest; null for a text that is none, or that describes more pieces than can be listed. Of a
 * live one, the pieces that are there now.
 *
 * @param nowMs epoch milliseconds
 */
export function parseManifest(
  text: string,
  manifestUrl: string,
  nowMs: number,
): StreamOffer | null {
  if (!isBounded(text, nowMs)) return null;
  try {
    const options = { manifestUri: manifestUrl, NOW: nowMs, eventHandler: () => {} };
    return toOffer(parse(text, options));
  } catch (error) {
    // Whatever the parser does not understand, or answers in another form for, is no manifest to us.
    if (!(error instanceof Error)) throw error;
    return null;
  }
}

function toOffer({ playlists, mediaGroups }: Manifest): StreamOffer {
  const named = Object.entries(mediaGroups.AUDIO).flatMap(([group, languages]) =>
    Object.entries(languages).map(([name, language]) => ({ group, name, ...language })),
  );
  const allSounds = named.flatMap(({ playlists: own }) => own);
  const sounds = named.flatMap(({ group, name, language, default: isDefault, playlists: own }) =>
    joinPeriods(own, allSounds).flatMap((joined) =>
      toSound(joined, { group, name, language, isDefault }),
    ),
  );
  const groups = new Set(sounds.map(({ group }) => group));
  const all = [...playlists, ...allSounds];
  return {
    isEncrypted: all.some(isProtected),
    pictures: joinPeriods(playlists, playlists).flatMap((joined) => toPicture(joined, groups)),
    sounds,
    subtitles: Object.values(mediaGroups.SUBTITLES).flatMap((languages) =>
      Object.entries(languages).flatMap(([name, group]) => toSubtitles(name, group)),
    ),
    subtitlesCount: "list",
    besideUrls: [],
  };
}

function toPicture(
  { playlist, parts }: JoinedRendition,
  groups: ReadonlySet<string>,
): PictureRendition[] {
  const { BANDWIDTH = 0, CODECS = "", AUDIO, RESOLUTION } = playlist.attributes;
  const from = toPeriods(parts);
  if (from === null || RESOLUTION === undefined) return [];
  return [
    {
      from,
      bitsPerSecond: BANDWIDTH,
      widthPx: RESOLUTION.width,
      heightPx: RESOLUTION.height,
      codecs: toCodecs(CODECS),
      soundGroup: AUDIO !== undefined && groups.has(AUDIO) ? AUDIO : null,
    },
  ];
}

function toSound(
  { playlist, parts }: JoinedRendition,
  named: Pick<SoundRendition, "group" | "name" | "language" | "isDefault">,
): SoundRendition[] {
  const from = toPeriods(parts);
  if (from === null) return [];
  const { BANDWIDTH = 0, CODECS = "" } = playlist.attributes;
  const { language, name } = withoutUndetermined(named);
  return [{ ...named, language, name, from, bitsPerSecond: BANDWIDTH, codecs: toCodecs(CODECS) }];
}

/** WebVTT in files of its own; what lies in boxes of MP4 is not read. */
function toSubtitles(name: string, { language, playlists }: ManifestGroup): SubtitleRendition[] {
  const [playlist] = playlists;
  const from = playlist === undefined ? null : toSource(playlist);
  if (from === null || from.in !== "list" || playlist?.attributes.CODECS !== undefined) return [];
  return [{ from, ...withoutUndetermined({ language, name }) }];
}

function withoutUndetermined({ language, name }: Pick<SoundRendition, "language" | "name">) {
  return language === UNDETERMINED ? { language: "", name } : { language, name };
}

function toCodecs(text: string): string[] {
  return text
    .split(",")
    .map((codec) => codec.trim())
    .filter((codec) => codec !== "");
}

/** Where the pieces are in all periods; null where an address is none of the web. */
function toPeriods(parts: readonly PeriodPart[]): PieceSource | null {
  const [first] = parts;
  if (first === undefined) return null;
  if (parts.every(({ playlist }) => playlist === first.playlist)) return toSource(first.playlist);
  const periods: { readonly clock: number; readonly from: PieceSource }[] = [];
  for (const { timeline, playlist } of parts) {
    const segments = playlist.segments?.filter((segment) => segment.timeline === timeline);
    const from = toSource({ ...playlist, ...(segments !== undefined && { segments }) });
    if (from === null) return null;
    periods.push({ clock: timeline, from });
  }
  return { in: "periods", periods };
}

/** Where the pieces are; null where an address is none of the web. */
function toSource(playlist: ManifestPlaylist): PieceSource | null {
  const { sidx, segments = [], endList } = playlist;
  if (sidx !== undefined) {
    const [index, head] = [toPart(sidx), sidx.map === undefined ? null : toPart(sidx.map)];
    return index === null || head === null
      ? null
      : { in: "index", head: before(index, head), index };
  }
  const pieces: StreamPiece[] = [];
  let head: FilePart | null = null;
  for (const segment of segments) {
    const part = toPart(segment);
    const own = segment.map === undefined ? null : toPart(segment.map);
    if (part === null) return null;
    if (!isSame(head, own)) head = own;
    const durationMs = Math.max(0, segment.duration * 1000 || 0);
    pieces.push({ ...part, durationMs, head, clock: segment.timeline });
  }
  const startMs = (segments[0]?.presentationTime || 0) * 1000;
  const isEncrypted = isProtected(playlist);
  return { in: "list", list: { isEncrypted, isComplete: endList, startMs, pieces } };
}

/** Where a manifest does not say where the beginning lies, it is all before the index. */
function before({ range: place }: FilePart, head: FilePart): FilePart {
  if (head.range !== null || place === null) return head;
  return { url: head.url, range: { startByte: 0, totalBytes: place.startByte } };
}

function isProtected({ contentProtection }: ManifestPlaylist): boolean {
  return contentProtection !== undefined;
}

function toPart({ resolvedUri, byterange }: PlaylistPart): FilePart | null {
  if (!URL.canParse(resolvedUri)) return null;
  const { protocol, href } = new URL(resolvedUri);
  if (protocol !== "http:" && protocol !== "https:") return null;
  if (byterange === undefined) return { url: href, range: null };
  const { offset, length } = byterange;
  return { url: href, range: { startByte: Number(offset), totalBytes: Number(length) } };
}

function isSame(a: FilePart | null, b: FilePart | null): boolean {
  return a?.url === b?.url && a?.range?.startByte === b?.range?.startByte;
}
