import { findForeignCodec } from "./read-codecs";
import { inside, walkBoxes, type BoxReader, type IsoBox, type IsoWalkEnd } from "./iso-boxes";
import type { FileDamage } from "./media-refusal";

/** What the headers of an MP4 or QuickTime file say. */
export interface VideoFacts {
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  readonly durationMs: number | null;
  /** Sound and nothing else. */
  readonly isAudioOnly: boolean;
  /** A coding that X does not take, as the file names it (`hvc1`, `ac-3`); null where all is well. */
  readonly foreignCodec: string | null;
  readonly damage: FileDamage | null;
}

/** What the boxes have said so far. */
interface Findings {
  /** Where the last box that fits the file ends. */
  endByte: number;
  hasIndex: boolean;
  hasMovieHeader: boolean;
  hasData: boolean;
  hasVideo: boolean;
  hasAudio: boolean;
  timescale: number;
  durationMs: number | null;
  size: Size | null;
  foreignCodec: string | null;
}

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Reads the headers of an MP4 or QuickTime file, never its media data: its outer boxes must fit the
 * file, and it needs an index (`moov`) and something to index. A fragmented file that ends between
 * two fragments, and media data declared as "up to the end", cannot be told from complete ones.
 * Format: ISO/IEC 14496-12 and https://developer.apple.com/documentation/quicktime-file-format.
 */
export async function readVideo(reader: BoxReader): Promise<VideoFacts> {
  const found: Findings = {
    endByte: 0,
    hasIndex: false,
    hasMovieHeader: false,
    hasData: false,
    hasVideo: false,
    hasAudio: false,
    timescale: 0,
    durationMs: null,
    size: null,
    foreignCodec: null,
  };
  const file = { start: 0, end: reader.totalBytes };
  const walk = await walkBoxes(reader, file, async (box) => {
    found.endByte = box.end;
    if (box.type === "mdat") found.hasData = true;
    if (box.type !== "moov" || found.hasIndex) return;
    found.hasIndex = true;
    await walkBoxes(reader, inside(box), (child) => readMovieBox(reader, child, found));
  });
  return {
    widthPx: found.size?.widthPx ?? null,
    heightPx: found.size?.heightPx ?? null,
    durationMs: found.durationMs,
    isAudioOnly: found.hasAudio && !found.hasVideo,
    foreignCodec: found.foreignCodec,
    damage: findDamage(await passTrailer(reader, walk, found), found),
  };
}

/** Without these a film cannot be played: one that does not fit the file is cut off. */
const NEEDED_BOXES = ["moov", "moof", "mdat"];

/** Behind a complete film, cameras and careless programs put bytes that are no boxes; players pass over them. */
async function passTrailer(
  reader: BoxReader,
  walk: IsoWalkEnd,
  found: Findings,
): Promise<IsoWalkEnd> {
  if (walk !== "ends-early" && walk !== "malformed") return walk;
  if (!found.hasMovieHeader || !found.hasData) return walk;
  const view = await reader.read(found.endByte, 8);
  if (view === null || view.byteLength < 8) return "complete";
  const type = String.fromCharCode(...[4, 5, 6, 7].map((at) => view.getUint8(at)));
  return NEEDED_BOXES.includes(type) ? walk : "complete";
}

function findDamage(walk: IsoWalkEnd, found: Findings): FileDamage | null {
  switch (walk) {
    case "malformed":
    case "ends-early":
      return walk;
    case "gave-up":
      // Longer than we look; with its index found, the rest is X's to judge.
      return found.hasMovieHeader ? null : "malformed";
    case "complete":
      if (!found.hasIndex || !found.hasData) return "ends-early";
      return found.hasMovieHeader ? null : "malformed";
    default:
      return walk satisfies never;
  }
}

async function readMovieBox(reader: BoxReader, box: IsoBox, found: Findings): Promise<void> {
  // QuickTime may hold its whole index compressed; then nothing more is known.
  if (box.type === "mvhd" || box.type === "cmov") found.hasMovieHeader = true;
  if (box.type === "mvhd") {
    const { timescale, durationMs } = await readMovieHeader(reader, box);
    found.timescale = timescale;
    found.durationMs ??= durationMs;
  } else if (box.type === "trak") {
    await readTrack(reader, box, found);
  } else if (box.type === "mvex") {
    await walkBoxes(reader, inside(box), async (child) => {
      if (child.type !== "mehd") return;
      const view = await readContent(reader, child, 12);
      const isLong = view?.getUint8(0) === 1;
      const duration = view && readDuration(view, 4, isLong);
      found.durationMs ??= toMs(duration ?? null, found.timescale);
    });
  }
}

/** The start of a box's content, as far as it goes; null for a box without any. */
async function readContent(
  reader: BoxReader,
  box: IsoBox,
  byteCount: number,
): Promise<DataView | null> {
  const view = await reader.read(box.contentStart, Math.min(byteCount, box.end - box.contentStart));
  return view && view.byteLength > 0 ? view : null;
}

async function readMovieHeader(
  reader: BoxReader,
  box: IsoBox,
): Promise<{ readonly timescale: number; readonly durationMs: number | null }> {
  const view = await readContent(reader, box, 32);
  const isLong = view?.getUint8(0) === 1;
  const timescaleAt = isLong ? 20 : 12;
  if (!view || view.byteLength < timescaleAt + 4) return { timescale: 0, durationMs: null };
  const timescale = view.getUint32(timescaleAt);
  return { timescale, durationMs: toMs(readDuration(view, timescaleAt + 4, isLong), timescale) };
}

/** Null where the field is missing, zero (told elsewhere) or all ones (unknown). */
function readDuration(view: DataView, offset: number, isLong: boolean): number | null {
  if (view.byteLength < offset + (isLong ? 8 : 4)) return null;
  const duration = isLong ? view.getBigUint64(offset) : BigInt(view.getUint32(offset));
  const unknown = isLong ? 2n ** 64n - 1n : 2n ** 32n - 1n;
  return duration === 0n || duration === unknown ? null : Number(duration);
}

function toMs(duration: number | null, timescale: number): number | null {
  return duration === null || timescale === 0 ? null : Math.round((duration / timescale) * 1000);
}

async function readTrack(reader: BoxReader, box: IsoBox, found: Findings): Promise<void> {
  const track: { size: Size | null; handler: string } = { size: null, handler: "" };
  await walkBoxes(reader, inside(box), async (child) => {
    if (child.type === "tkhd") track.size = await readTrackSize(reader, child);
    if (child.type !== "mdia") return;
    track.handler = await readHandler(reader, child);
    if (track.handler !== "soun" && track.handler !== "vide") return;
    found.foreignCodec ??= await findForeignCodec(reader, child);
  });
  if (track.handler === "soun") found.hasAudio = true;
  if (track.handler !== "vide") return;
  found.hasVideo = true;
  found.size ??= track.size;
}

async function readHandler(reader: BoxReader, media: IsoBox): Promise<string> {
  let handler = "";
  await walkBoxes(reader, inside(media), async (child) => {
    if (child.type !== "hdlr") return;
    const view = await readContent(reader, child, 12);
    if (!view || view.byteLength < 12) return;
    handler = String.fromCharCode(...[8, 9, 10, 11].map((index) => view.getUint8(index)));
  });
  return handler;
}

/** The size of a track as shown: a matrix that turns by a quarter exchanges width and height. */
async function readTrackSize(reader: BoxReader, box: IsoBox): Promise<Size | null> {
  const view = await readContent(reader, box, 96);
  const matrixAt = view?.getUint8(0) === 1 ? 52 : 40;
  if (!view || view.byteLength < matrixAt + 44) return null;
  const isTurned = view.getInt32(matrixAt) === 0 && view.getInt32(matrixAt + 16) === 0;
  // Fixed point, 16 bits before and 16 after the point.
  const widthPx = Math.round(view.getUint32(matrixAt + 36) / 65536);
  const heightPx = Math.round(view.getUint32(matrixAt + 40) / 65536);
  if (widthPx === 0 || heightPx === 0) return null;
  return isTurned ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx };
}
