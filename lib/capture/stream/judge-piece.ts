/** What the pieces of a stream that can be put together are made of. */
export type PieceKind = "mp4" | "mpeg-ts" | "webm" | "adts";

/** So many bytes of a piece are looked at: two packets of MPEG-TS begin in them. */
export const PIECE_HEAD_BYTES = 189;

const TS_PACKET_BYTES = 188;
const TS_SYNC_BYTE = 0x47;

/** The boxes that a piece of fragmented MP4, or what it begins with, may start with. Source: RFC 8216, section 3.3; ISO/IEC 14496-12. */
const FIRST_BOXES: ReadonlySet<string> = new Set([
  "ftyp",
  "styp",
  "moov",
  "moof",
  "sidx",
  "ssix",
  "emsg",
  "prft",
  "free",
  "skip",
]);

/**
 * Tells by its first bytes what a piece of a stream is; null for anything else: a page, a picture, a
 * document that a playlist names would otherwise be hidden in the video.
 *
 * @param head the first {@link PIECE_HEAD_BYTES}, or all there is
 */
export function judgePiece(head: Uint8Array): PieceKind | null {
  if (FIRST_BOXES.has(String.fromCharCode(...head.subarray(4, 8)))) return "mp4";
  const isPacket = (startByte: number) => head[startByte] === TS_SYNC_BYTE;
  const isTransport =
    head.length >= TS_PACKET_BYTES &&
    isPacket(0) &&
    (head.length === TS_PACKET_BYTES || isPacket(TS_PACKET_BYTES));
  if (isTransport) return "mpeg-ts";
  const id = head.subarray(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);
  if (head.length >= 4 && WEBM_BEGINNINGS.has(id)) return "webm";
  return isSound(head) ? "adts" : null;
}

/** The EBML head, and what a later piece of the same film begins with. Source: RFC 9559, section 5.1. */
const WEBM_BEGINNINGS: ReadonlySet<number> = new Set([0x1a45dfa3, 0x1f43b675, 0x1c53bb6b]);

/** AAC, behind the time of its first frame. Source: RFC 8216, section 3.4; ISO/IEC 13818-7. */
function isSound([first, second = 0, third]: Uint8Array): boolean {
  const isFrame = first === 0xff && (second & 0xf6) === 0xf0;
  return isFrame || (first === 0x49 && second === 0x44 && third === 0x33);
}
