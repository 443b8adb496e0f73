import type { KnownTypeName, MediaType } from "./media-info";
import { sniffText } from "./sniff-text";
import { findPackets } from "./transport-packets";

/** What the first bytes of a file are. */
export type SniffedType =
  | { readonly kind: "accepted"; readonly mediaType: MediaType }
  | { readonly kind: "known"; readonly name: KnownTypeName }
  | { readonly kind: "unknown" }
  | { readonly kind: "empty" };

/** How many bytes from the start of a file `sniffMediaType` can make use of. */
export const SNIFF_BYTES = 4096;

/**
 * Recognises a file by its first bytes, never by its name or by what a server called it. An animated
 * PNG is a PNG. Works on fewer than `SNIFF_BYTES` bytes too; text is recognised last.
 * Signatures: https://mimesniff.spec.whatwg.org and https://mp4ra.org/registered-types/brands.
 */
export function sniffMediaType(head: Uint8Array): SniffedType {
  if (head.length === 0) return { kind: "empty" };
  const bytes = head.subarray(0, SNIFF_BYTES);
  const boxed = sniffBoxes(bytes);
  if (boxed) return boxed;
  for (const [type, matches] of SIGNATURES) {
    if (!matches(bytes)) continue;
    return isMediaType(type)
      ? { kind: "accepted", mediaType: type }
      : { kind: "known", name: type };
  }
  const name = sniffText(bytes);
  return name ? { kind: "known", name } : { kind: "unknown" };
}

function isMediaType(type: MediaType | KnownTypeName): type is MediaType {
  return type.includes("/");
}

type Matcher = (bytes: Uint8Array) => boolean;

/** Latin-1 text stands for bytes, so that signatures read as their specifications print them. */
function latin1(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function has(signature: string, offset = 0): Matcher {
  return (bytes) => latin1(bytes, offset, offset + signature.length) === signature;
}

function all(...matchers: readonly Matcher[]): Matcher {
  return (bytes) => matchers.every((matches) => matches(bytes));
}

function any(...matchers: readonly Matcher[]): Matcher {
  return (bytes) => matchers.some((matches) => matches(bytes));
}

/** Its packets follow each other, also behind a part of one: a recording may begin anywhere. */
const transportStream: Matcher = (bytes) => findPackets(bytes) !== null;

/** A frame header of MPEG audio: sync, a defined version, layer III, bit rate and sample rate. */
const mpegAudioFrame: Matcher = ([first = 0, second = 0, third = 0]) =>
  first === 0xff &&
  (second & 0xe6) === 0xe2 &&
  (second & 0x18) !== 0x08 &&
  (third & 0xf0) !== 0xf0 &&
  (third & 0x0c) !== 0x0c;

const BMP_HEADER_SIZES = [12, 40, 52, 56, 64, 108, 124];
/** The four bytes before the offset are reserved, and some programs leave something in them. */
const bitmap: Matcher = (bytes) =>
  has("BM")(bytes) && has("\0\0\0", 15)(bytes) && BMP_HEADER_SIZES.includes(bytes[14] ?? 0);

const mentions =
  (word: string): Matcher =>
  (bytes) =>
    latin1(bytes, 0, 256).includes(word);

const EBML = has("\x1A\x45\xDF\xA3");

const SIGNATURES: readonly (readonly [MediaType | KnownTypeName, Matcher])[] = [
  ["image/jpeg", has("\xFF\xD8\xFF")],
  ["image/png", has("\x89PNG\r\n\x1A\n")],
  ["image/gif", any(has("GIF87a"), has("GIF89a"))],
  ["image/webp", all(has("RIFF"), has("WEBP", 8))],
  ["avi", all(has("RIFF"), has("AVI ", 8))],
  ["wav", all(has("RIFF"), has("WAVE", 8))],
  ["bmp", bitmap],
  ["tiff", any(has("II*\0"), has("MM\0*"), has("II+\0"), has("MM\0+"))],
  ["ico", all(any(has("\0\0\x01\0"), has("\0\0\x02\0")), (bytes) => bytes.length > 5)],
  ["jxl", any(has("\xFF\x0A"), has("\0\0\0\x0CJXL \r\n\x87\n"))],
  ["jp2", any(has("\0\0\0\x0CjP  \r\n\x87\n"), has("\xFF\x4F\xFF\x51"))],
  ["psd", has("8BPS\0")],
  ["webm", all(EBML, mentions("webm"))],
  ["matroska", EBML],
  ["mpeg-ts", transportStream],
  ["mpeg-ps", any(has("\0\0\x01\xBA"), has("\0\0\x01\xB3"))],
  ["flv", has("FLV\x01")],
  ["wmv", has("\x30\x26\xB2\x75\x8E\x66\xCF\x11")],
  ["ogg", has("OggS\0")],
  ["flac", has("fLaC")],
  ["mp3", any(has("ID3\x02"), has("ID3\x03"), has("ID3\x04"), mpegAudioFrame)],
  ["aac", any(has("\xFF\xF1"), has("\xFF\xF9"))],
  ["pdf", has("%PDF-")],
  ["zip", has("PK\x03\x04")],
  ["gzip", has("\x1F\x8B\x08")],
];

const BRANDS: readonly (readonly [MediaType | KnownTypeName, RegExp])[] = [
  ["avif", /^avi[fs]$/],
  ["heic", /^(?:hei[cxms]|hev[cxms])$/],
  ["m4a", /^M4[ABP] $/],
  ["video/quicktime", /^qt {2}$/],
  ["3gp", /^3g[2a-z]/],
  [
    "video/mp4",
    /^(?:iso[m2-9a-c]|mp4[12]|mp71|avc[1-4]|av01|M4V.|f4v |F4V |dash|mmp4|MSNV|NDS.|cmf[2cfhs])$/,
  ],
];
/** Containers for still pictures of any coding; the compatible brands say which. */
const STILL_PICTURE_BRAND = /^(?:mif[12]|msf1|miaf)$/;

const FIRST_BOX_OF_OLD_QUICKTIME = /^(?:moov|mdat|wide|free|skip|pnot)$/;
const FIRST_BOX_OF_SEGMENT = /^(?:styp|moof|sidx|emsg|prft)$/;

/** The family of MP4 and QuickTime, told apart by brand; old QuickTime files have none. */
function sniffBoxes(bytes: Uint8Array): SniffedType | null {
  const type = latin1(bytes, 4, 8);
  // Only media data is so large that its size could begin with a letter, as "Hi, free …" does.
  const isText = (bytes[0] ?? 0) >= 0x20 && type !== "mdat";
  if (isText) return null;
  if (FIRST_BOX_OF_OLD_QUICKTIME.test(type)) {
    return { kind: "accepted", mediaType: "video/quicktime" };
  }
  if (FIRST_BOX_OF_SEGMENT.test(type)) return { kind: "known", name: "mp4-segment" };
  if (type !== "ftyp") return null;

  const boxBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const major = latin1(bytes, 8, 12);
  const compatible: string[] = [];
  for (let offset = 16; offset + 4 <= Math.min(boxBytes, bytes.length); offset += 4) {
    compatible.push(latin1(bytes, offset, offset + 4));
  }
  // A still picture's brand decides alone; otherwise the major brand before the compatible ones.
  for (const brand of STILL_PICTURE_BRAND.test(major) ? compatible : [major, ...compatible]) {
    const found = BRANDS.find(([, pattern]) => pattern.test(brand))?.[0];
    if (found === undefined) continue;
    return isMediaType(found)
      ? { kind: "accepted", mediaType: found }
      : { kind: "known", name: found };
  }
  return STILL_PICTURE_BRAND.test(major) ? { kind: "known", name: "heic" } : { kind: "unknown" };
}
