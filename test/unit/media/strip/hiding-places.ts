import { zlibSync } from "fflate";
import { box } from "../build-mp4";
import { pngChunk } from "../build-png";
import { type BytePart, joinBytes, u16, u32, u32le } from "../join-bytes";

type Bytes = Uint8Array<ArrayBuffer>;

/** What is hidden: it may be found in nothing that is uploaded. */
export const MARKER = "51.5007N 0.1246W NIKON 12345678";

/** A file to hide something in, and where between its parts that can be put. */
export interface HidingFile {
  readonly bytes: Bytes;
  /** Offsets at which one part ends and the next begins. */
  readonly borders: readonly number[];
  /** Parts that readers pass over, with the marker in each. */
  readonly places: readonly Bytes[];
  /** The same, but where something of the part, or of bytes before it, rightly stays. */
  readonly partly?: readonly Bytes[];
  /** A border behind coded data, whose end nobody tells but a decoder: bytes there count as coded. */
  readonly codedEnd?: number;
  /** Bytes that stand for the start or end of something in this format. */
  readonly signs: readonly Bytes[];
  /** Puts bytes in at a border, as a writer would that knows the format. */
  insert(at: number, bytes: Bytes): Bytes;
}

/** A file with bytes put in at an offset. */
export function insertAt(file: Bytes, at: number, bytes: Uint8Array): Bytes {
  return new Uint8Array(Buffer.concat([file.subarray(0, at), bytes, file.subarray(at)]));
}

function segment(marker: number, ...content: readonly BytePart[]): Bytes {
  const data = joinBytes(...content);
  return joinBytes([0xff, marker], u16(data.length + 2), data);
}

/** EXIF data that name a camera and a place, and say that the picture stands upright. */
function exif(): Bytes {
  const entry = (tag: number, count: number, value: number) => [
    ...u16(tag),
    ...u16(2),
    ...u32(count),
    ...u32(value),
  ];
  return joinBytes("MM", u16(42), u32(8), u16(1), entry(0x010f, MARKER.length, 26), u32(0), MARKER);
}

/** A JPEG, segment by segment up to the first scan, and its two ends. */
export function hideInJpeg(bytes: Bytes): HidingFile {
  const borders: number[] = [];
  let at = 2;
  while (bytes[at + 1] !== 0xda) {
    borders.push(at);
    at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
  borders.push(at, bytes.length - 2, bytes.length);
  return {
    bytes,
    borders,
    insert: (at, added) => insertAt(bytes, at, added),
    places: [
      segment(0xfe, MARKER),
      segment(0xe1, "Exif\0\0", exif()),
      segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", MARKER),
      segment(0xe1, "http://ns.adobe.com/xmp/extension/\0", MARKER),
      segment(0xed, "Photoshop 3.0\x008BIM", MARKER),
      segment(0xe0, "JFXX\0\x10", MARKER),
      segment(0xe2, "MPF\0", MARKER),
      segment(0xe2, "ICC_PROFILE\0", [1, 1], MARKER),
      segment(0xe5, MARKER),
      segment(0xf7, MARKER),
      joinBytes([0xff, 0xff, 0xff], segment(0xfe, MARKER)),
    ],
    partly: [
      segment(0xe0, "JFIF\0", [1, 1, 0, 0, 1, 0, 1, 1, 11], MARKER, MARKER.slice(0, 2)),
      segment(0xee, "Adobe", [0, 100, 0, 0, 0, 0, 1], MARKER),
      joinBytes("stray", segment(0xe1, "Exif\0\0", exif())),
    ],
    codedEnd: bytes.length - 2,
    signs: [
      [0xff, 0xd8],
      [0xff, 0x01],
      [0xff, 0xd0],
      [0xff, 0x00],
      [0xff, 0xff],
      [0xff, 0xd9],
    ].map((sign) => Uint8Array.from(sign)),
  };
}

/** A PNG, chunk by chunk. */
export function hideInPng(bytes: Bytes): HidingFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const borders = [8];
  for (let at = 8; at < bytes.length; at = borders.at(-1) ?? 0) {
    borders.push(at + 12 + view.getUint32(at));
  }
  const texts = ["tEXt", "iTXt", "zTXt", "eXIf", "tIME", "caBX", "vpAg", "sPLT", "hIST"];
  return {
    bytes,
    borders,
    insert: (at, added) => insertAt(bytes, at, added),
    places: [
      ...texts.map((type) => pngChunk(type, joinBytes(`Comment\0${MARKER}`))),
      pngChunk("eXIf", exif()),
      pngChunk("gAMA", joinBytes(MARKER)),
      pngChunk("zTXt", joinBytes("Comment\0\0", zlibSync(joinBytes(MARKER)))),
    ],
    signs: [
      pngChunk("IEND", new Uint8Array()),
      bytes.slice(0, 8),
      pngChunk("IHDR", joinBytes(MARKER)),
    ],
  };
}

/** A GIF, block by block. */
export function hideInGif(bytes: Bytes): HidingFile {
  const table = (flags = 0) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  const borders = [13 + table(bytes[10])];
  for (let at = borders[0] ?? 0; bytes[at] !== 0x3b; at = borders.at(-1) ?? 0) {
    let end = at + (bytes[at] === 0x2c ? 11 + table(bytes[at + 9]) : 2);
    while (bytes[end] !== 0) end += 1 + (bytes[end] ?? 0);
    borders.push(end + 1);
  }
  borders.push(bytes.length);
  const sub = (text: string) => joinBytes([text.length], text);
  const extension = (label: number, ...blocks: readonly Bytes[]) =>
    joinBytes([0x21, label], ...blocks, [0]);
  return {
    bytes,
    borders,
    insert: (at, added) => insertAt(bytes, at, added),
    places: [
      extension(0xfe, sub(MARKER), sub(MARKER)),
      extension(0x01, joinBytes([12], new Uint8Array(12)), sub(MARKER)),
      extension(0xff, sub("XMP DataXMP"), sub(MARKER)),
      extension(0xff, sub("ICCRGBG1012"), sub(MARKER)),
      extension(0xce, sub(MARKER)),
      joinBytes([0, 0, 0], extension(0xfe, sub(MARKER))),
    ],
    signs: [Uint8Array.of(0x3b), Uint8Array.of(0, 0), joinBytes("GIF89a")],
  };
}

/** A WEBP in its extended form, chunk by chunk. */
export function hideInWebp(bytes: Bytes): HidingFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const borders = [12];
  for (let at = 12; at < bytes.length; at = borders.at(-1) ?? 0) {
    const size = view.getUint32(at + 4, true);
    borders.push(Math.min(bytes.length, at + 8 + size + (size % 2)));
  }
  const chunk = (name: string, ...parts: readonly BytePart[]) => {
    const data = joinBytes(...parts);
    return joinBytes(name, u32le(data.length), data, data.length % 2 === 1 ? [0] : []);
  };
  return {
    bytes,
    borders,
    insert(at, added) {
      const file = insertAt(bytes, at, added);
      new DataView(file.buffer).setUint32(4, file.length - 8, true);
      return file;
    },
    places: [
      chunk("EXIF", exif()),
      chunk("XMP ", MARKER),
      chunk("ABCD", MARKER, "!"),
      chunk("ANIM", MARKER),
      chunk("META", MARKER, MARKER),
    ],
    signs: [joinBytes("RIFF", u32le(4), "WEBP"), Uint8Array.of(0), joinBytes("VP8X", u32le(0))],
  };
}

const CONTAINERS = "moov trak mdia minf stbl dinf edts mvex moof traf".split(" ");

/** A film, box by box, on every level. */
export function hideInFilm(bytes: Bytes): HidingFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const found: { readonly type: string; readonly start: number; readonly end: number }[] = [];
  const walk = (start: number, end: number): void => {
    for (let at = start; at < end; at += view.getUint32(at)) {
      const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
      const boxEnd = at + view.getUint32(at);
      found.push({ type, start: at, end: boxEnd });
      if (CONTAINERS.includes(type)) walk(at + 8, boxEnd);
    }
  };
  walk(0, bytes.length);
  // Adobe's, of XMP.
  const uuid = joinBytes([
    0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac,
  ]);
  return {
    bytes,
    borders: [...new Set(found.flatMap(({ start, end }) => [start, end]))].filter((at) => at > 0),
    insert(at, added) {
      const file = insertAt(bytes, at, added);
      const own = new DataView(file.buffer);
      /** Where a fragment's data begin is counted from the fragment's own start. */
      const moveFragment = (start: number, place: number): void => {
        const fragment = found.findLast((box) => box.type === "moof" && box.start < start);
        if (fragment === undefined) return;
        const offset = view.getInt32(start + 16);
        const isBetween = at > fragment.start && at <= fragment.start + offset - 8;
        if (isBetween) own.setInt32(place + 16, offset + added.length);
      };
      for (const { type, start, end } of found) {
        const place = start < at ? start : start + added.length;
        // What lies inside makes it longer.
        if (CONTAINERS.includes(type) && start < at && at < end) {
          own.setUint32(place, end - start + added.length);
        }
        if (type === "trun") moveFragment(start, place);
        if (type !== "stco") continue;
        const media = found.find((other) => other.type === "mdat");
        if (media === undefined || at > media.start) continue;
        for (let row = 0; row < view.getUint32(start + 12); row += 1) {
          const offset = view.getUint32(start + 16 + 4 * row);
          own.setUint32(place + 16 + 4 * row, offset + added.length);
        }
      }
      return file;
    },
    places: [
      box("free", MARKER),
      box("skip", MARKER),
      box("wide", MARKER),
      box("udta", box("\xa9xyz", u16(MARKER.length), u16(0), MARKER), u32(0)),
      box("meta", u32(0), box("hdlr", u32(0), u32(0), "mdir", MARKER)),
      box("uuid", uuid, MARKER),
      box("loci", u32(0), MARKER),
      box("GPS ", MARKER),
      box("PICT", MARKER),
      box("sidx", MARKER),
      box("mfra", MARKER),
      box("tref", MARKER),
    ],
    signs: [box("mdat"), box("moov"), box("trak"), Uint8Array.of(0, 0, 0, 0)],
  };
}
