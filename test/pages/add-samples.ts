/** A box of an MP4, in offsets of the bytes that hold it. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const BOX_HEADER_BYTES = 8;
/** How long each new sample is shown: one of a megabyte is within the rate that X takes. */
const SAMPLE_SECS = 0.36;
/** Where the fields of these boxes lie behind their headers, in version 0. Layout: ISO/IEC 14496-12, 8.2 to 8.6. */
const TICKS_AT = 12;
const LENGTH_AT = { mvhd: 16, mdhd: 16, tkhd: 20, edts: 16 } as const;
const CONTAINERS = ["moov", "trak", "mdia", "minf", "stbl"];

/** Lists the boxes between two offsets. Layout: ISO/IEC 14496-12, 4.2. */
export function listBoxes(bytes: Uint8Array, start: number, end: number): Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  for (let at = start; at + BOX_HEADER_BYTES <= end; at += view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    boxes.push({ type, start: at, end: at + view.getUint32(at) });
  }
  return boxes;
}

/**
 * Adds samples to a film's track of pictures, each in a chunk of its own. The new index takes the old
 * one's place in front of the media data.
 *
 * @param sizes of the new samples, in bytes
 * @param shiftBytes by how much the old media data move
 * @param mediaStart where the first of the new samples lies
 */
export function addSamples(
  mp4: Uint8Array,
  index: Box,
  sizes: readonly number[],
  shiftBytes: number,
  mediaStart: number,
): { readonly index: Uint8Array; readonly firstFrame: Uint8Array } {
  let firstFrame = new Uint8Array();
  const ticksOf = (type: string, from: number) => {
    const at = Buffer.from(mp4.buffer, mp4.byteOffset, mp4.length).indexOf(type, from);
    return viewOf(mp4).getUint32(at + 4 + TICKS_AT);
  };
  const movieTicks = ticksOf("mvhd", index.start);
  let pictureTicks = 0;
  /** A box with the length of what is added in its own units. */
  const lengthen = (box: Box, lengthAt: number, ticks: number): Uint8Array => {
    const bytes = mp4.slice(box.start, box.end);
    const at = BOX_HEADER_BYTES + lengthAt;
    const addedTicks = Math.round(SAMPLE_SECS * ticks) * sizes.length;
    viewOf(bytes).setUint32(at, viewOf(bytes).getUint32(at) + addedTicks);
    return bytes;
  };
  const sampleTicks = () => Math.round(SAMPLE_SECS * pictureTicks);
  /** Where another table of the same track begins: they lie side by side. */
  const tableAt = (type: string, from: number) =>
    Buffer.from(mp4.buffer, mp4.byteOffset, mp4.length).indexOf(type, from) - 4;
  const rebuild = (box: Box, isPicture: boolean): Uint8Array => {
    const content = mp4.subarray(box.start + BOX_HEADER_BYTES, box.end);
    if (CONTAINERS.includes(box.type)) {
      const children = listBoxes(mp4, box.start + BOX_HEADER_BYTES, box.end);
      const ofPicture = isPicture || (box.type === "trak" && isPictureTrack(content));
      if (box.type === "trak" && ofPicture) pictureTicks = ticksOf("mdhd", box.start);
      if (box.type === "stbl" && ofPicture) firstFrame = readFirstFrame(mp4, children);
      return build(box.type, ...children.map((child) => rebuild(child, ofPicture)));
    }
    if (box.type === "stco") {
      const chunks = readRows(content, 8).map((offset) => offset + shiftBytes);
      let at = mediaStart;
      const own = sizes.map((size) => (at += size) - size);
      return table("stco", [], [...chunks, ...(isPicture ? own : [])], 1);
    }
    if (box.type === "mvhd") return lengthen(box, LENGTH_AT.mvhd, movieTicks);
    if (!isPicture) return mp4.slice(box.start, box.end);
    switch (box.type) {
      case "stsz":
        return table("stsz", [0], [...readRows(content, 12), ...sizes], 1);
      case "stts":
        return table("stts", [], [...readRows(content, 8), sizes.length, sampleTicks()], 2);
      case "stss": {
        const before = viewOf(mp4).getUint32(tableAt("stsz", box.end) + 16);
        return table(
          "stss",
          [],
          [...readRows(content, 8), ...sizes.map((_, at) => before + at + 1)],
          1,
        );
      }
      case "tkhd":
        return lengthen(box, LENGTH_AT.tkhd, movieTicks);
      case "edts":
        return lengthen(box, LENGTH_AT.edts, movieTicks);
      case "mdhd":
        return lengthen(box, LENGTH_AT.mdhd, pictureTicks);
      case "ctts": {
        const rows = readRows(content, 8);
        return table("ctts", [], [...rows, sizes.length, rows.at(-1) ?? 0], 2);
      }
      case "stsc": {
        const firstChunk = chunkCountOf(mp4, box) + 1;
        return table("stsc", [], [...readRows(content, 8), firstChunk, 1, 1], 3);
      }
      default:
        return mp4.slice(box.start, box.end);
    }
  };
  return { index: rebuild(index, false), firstFrame };
}

function isPictureTrack(track: Uint8Array): boolean {
  return Buffer.from(track).includes("vide");
}

/** The tables of one track lie side by side: `stco` is behind `stsc`. */
function chunkCountOf(mp4: Uint8Array, { end }: Box): number {
  const at = Buffer.from(mp4.buffer, mp4.byteOffset, mp4.length).indexOf("stco", end);
  return viewOf(mp4).getUint32(at + 8);
}

function readFirstFrame(mp4: Uint8Array, tables: readonly Box[]): Uint8Array<ArrayBuffer> {
  const at = (type: string) => tables.find((box) => box.type === type)?.start ?? 0;
  const view = viewOf(mp4);
  const offset = view.getUint32(at("stco") + 16);
  return mp4.slice(offset, offset + view.getUint32(at("stsz") + 20));
}

function readRows(content: Uint8Array, start: number): number[] {
  const view = viewOf(content);
  return Array.from({ length: (content.length - start) / 4 }, (_, at) =>
    view.getUint32(start + 4 * at),
  );
}

/** Version and flags, other fields, how many rows there are, and the rows. */
function table(
  type: string,
  fields: readonly number[],
  rows: readonly number[],
  rowFields: number,
): Uint8Array {
  const numbers = [0, ...fields, rows.length / rowFields, ...rows];
  const content = new Uint8Array(4 * numbers.length);
  numbers.forEach((number, at) => viewOf(content).setUint32(4 * at, number));
  return build(type, content);
}

function build(type: string, ...contents: readonly Uint8Array[]): Uint8Array {
  const bytes = Buffer.concat([Buffer.alloc(BOX_HEADER_BYTES), ...contents]);
  bytes.writeUInt32BE(bytes.length);
  bytes.write(type, 4, "latin1");
  return new Uint8Array(bytes);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
