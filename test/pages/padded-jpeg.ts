import { filler } from "./padded-video";

const SEGMENT_HEADER_BYTES = 4;
/** A segment's two length bytes count themselves, so a comment holds 65533 bytes at most. */
const MOST_COMMENT_BYTES = 0xffff - 2;

/**
 * Makes a JPEG of exactly `totalBytes` by comment segments after its first marker; it shows the same
 * picture. Throws a RangeError when fewer than 4 bytes are to be added.
 */
export function padJpeg(jpeg: Uint8Array, totalBytes: number): Uint8Array {
  let missing = totalBytes - jpeg.length;
  if (missing < SEGMENT_HEADER_BYTES) {
    throw new RangeError(`A comment segment of ${missing} bytes cannot be written.`);
  }
  const segments: Uint8Array[] = [];
  while (missing > 0) {
    const most = SEGMENT_HEADER_BYTES + MOST_COMMENT_BYTES;
    // What is left for the next segment must be nothing, or enough for its header.
    const take = missing <= most ? missing : Math.min(most, missing - SEGMENT_HEADER_BYTES);
    segments.push(commentSegment(take));
    missing -= take;
  }
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]));
}

function commentSegment(totalBytes: number): Uint8Array {
  const segment = new Uint8Array(totalBytes);
  segment.set([0xff, 0xfe]);
  new DataView(segment.buffer).setUint16(2, totalBytes - 2);
  let offset = SEGMENT_HEADER_BYTES;
  for (const chunk of filler(totalBytes - SEGMENT_HEADER_BYTES)) {
    segment.set(chunk, offset);
    offset += chunk.length;
  }
  return segment;
}
