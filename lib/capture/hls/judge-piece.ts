/** What the pieces of a stream that can be put together are made of. */
export type PieceKind = "mp4" | "mpeg-ts";

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
  return isTransport ? "mpeg-ts" : null;
}
