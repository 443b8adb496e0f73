import { box } from "../../unit/media/build-mp4";
import { joinBytes, u32 } from "../../unit/media/join-bytes";

/** One entry: for how long, and from where in the media on; -1: nothing is shown. */
export interface EditRow {
  readonly durationMs: number;
  readonly fromMs: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Gives each track of an MP4 that ffmpeg has written an edit list. Its index has to stand behind its media, so
 * that no sample moves when it grows.
 */
export function withEdits(film: Uint8Array, rows: readonly EditRow[]): Bytes {
  return rebuild(film, (type, content) => {
    if (type === "moov") return withEdits(content, rows);
    if (type !== "trak") return content;
    const ticks = ticksOf(content);
    const entries = rows.flatMap(({ durationMs, fromMs }) => [
      ...u32(durationMs),
      ...u32((fromMs < 0 ? -1 : Math.round((fromMs * ticks) / 1000)) >>> 0),
      ...u32(0x1_0000),
    ]);
    const edits = box("edts", box("elst", u32(0), u32(rows.length), entries));
    return rebuild(content, (child, inner) => (child === "edts" ? null : inner), edits);
  });
}

/** How many ticks a second of a track has, by its `mdhd`. */
function ticksOf(track: Uint8Array): number {
  const bytes = Buffer.from(track);
  return bytes.readUInt32BE(bytes.indexOf("mdhd") + 16);
}

/** Goes over the boxes of a stretch; what the change makes null is left out. */
function rebuild(
  bytes: Uint8Array,
  change: (type: string, content: Uint8Array) => Uint8Array | null,
  more: Uint8Array = new Uint8Array(),
): Bytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const end = at + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const content = change(type, bytes.subarray(at + 8, end));
    if (content !== null) parts.push(box(type, content));
    at = end;
  }
  return joinBytes(...parts, more);
}
