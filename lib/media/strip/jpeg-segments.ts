/** A segment of a JPEG, in file offsets; that of a scan includes its coded data. */
export interface JpegSegment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
  /** Part of the coded picture: a table, a frame's or scan's header with what follows. */
  readonly isPicture: boolean;
}

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const QUANTIZATION = 0xdb;
const LINE_COUNT = 0xdc;
const RESTART_INTERVAL = 0xdd;
const HUFFMAN = 0xc4;
const ARITHMETIC = 0xcc;
const RESERVED_FRAME = 0xc8;

/**
 * Lists the segments of a JPEG from its start up to the first end of image, or up to the end of the bytes
 * where a scan runs to it. What decoders pass over belongs to none: stray and fill bytes, and markers that
 * mean nothing where they stand.
 *
 * @returns null where decoders would fail: a segment before the first scan ends behind the file, a table or
 *   header of the picture has another length than its content, or there is no scan
 */
export function listJpegSegments(bytes: Uint8Array): JpegSegment[] | null {
  const segments: JpegSegment[] = [];
  let hasScan = false;
  let offset = 2;
  while (offset + 1 < bytes.length) {
    const marker = bytes[offset + 1] ?? 0;
    if (bytes[offset] !== 0xff || marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === END_OF_IMAGE) {
      segments.push({ marker, start: offset, end: offset + 2, isPicture: false });
      return hasScan ? segments : null;
    }
    if (hasNoContent(marker)) {
      offset += 2;
      continue;
    }
    const headerEnd = offset + 2 + u16(bytes, offset + 2);
    if (headerEnd < offset + 4) return null;
    if (headerEnd > bytes.length) break;
    const isPicture = isPictureMarker(marker);
    if (isPicture && !isAsLongAsItsContent(bytes, marker, offset + 4, headerEnd)) return null;
    const end = marker === START_OF_SCAN ? scanEnd(bytes, headerEnd) : headerEnd;
    hasScan ||= marker === START_OF_SCAN;
    segments.push({ marker, start: offset, end, isPicture });
    offset = end;
  }
  return hasScan ? segments : null;
}

/** A zero, a restart, a start of image, and one that is reserved: none has a length. */
function hasNoContent(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

function isFrame(marker: number): boolean {
  return (
    marker >= 0xc0 && marker <= 0xcf && ![HUFFMAN, RESERVED_FRAME, ARITHMETIC].includes(marker)
  );
}

function isPictureMarker(marker: number): boolean {
  return (
    isFrame(marker) ||
    [HUFFMAN, ARITHMETIC, START_OF_SCAN, QUANTIZATION, LINE_COUNT, RESTART_INTERVAL].includes(
      marker,
    )
  );
}

/** Nothing can hide behind the fields of a segment whose length they tell. */
function isAsLongAsItsContent(
  bytes: Uint8Array,
  marker: number,
  start: number,
  end: number,
): boolean {
  if (isFrame(marker)) return start + 6 + 3 * (bytes[start + 5] ?? 0) === end;
  switch (marker) {
    case START_OF_SCAN:
      return start + 4 + 2 * (bytes[start] ?? 0) === end;
    case LINE_COUNT:
    case RESTART_INTERVAL:
      return end - start === 2;
    case ARITHMETIC:
      return isConditioning(bytes.subarray(start, end));
    case QUANTIZATION:
      // One byte of precision and number, then 64 values of one or two bytes.
      return fillsExactly(start, end, (at) => 1 + 64 * ((bytes[at] ?? 0) >> 4 === 0 ? 1 : 2));
    default:
      // One byte of class and number, how many codes there are of each length, then their values.
      return fillsExactly(start, end, (at) => {
        const counts = bytes.subarray(at + 1, at + 17);
        return 17 + counts.reduce((sum, count) => sum + count, 0);
      });
  }
}

/**
 * Pairs of a table's class and number, and its value. There are eight tables: words behind such a marker are none.
 * Source: ITU-T T.81, B.2.4.3.
 */
function isConditioning(content: Uint8Array): boolean {
  const names = content.filter((_, index) => index % 2 === 0);
  const areTables = names.every((name) => name >> 4 <= 1 && (name & 15) <= 3);
  return content.length === 2 * names.length && areTables && new Set(names).size === names.length;
}

function fillsExactly(start: number, end: number, tableBytes: (at: number) => number): boolean {
  let at = start;
  while (at < end) at += tableBytes(at);
  return at === end;
}

/**
 * The first marker after a scan's data, or the fill bytes before it; in the data a 0xFF is followed by a zero
 * or a restart marker.
 */
function scanEnd(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (isData) continue;
    let end = at;
    while (end > start && bytes[end - 1] === 0xff) end -= 1;
    return end;
  }
  return bytes.length;
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
