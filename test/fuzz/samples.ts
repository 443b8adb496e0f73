import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { buildGif } from "../unit/media/build-gif";
import { buildJpeg } from "../unit/media/build-jpeg";
import { buildPng } from "../unit/media/build-png";
import { buildPiecedTiff, buildTiff, type TiffEntry } from "../unit/media/build-tiff";
import { buildExtendedWebp } from "../unit/media/build-webp";
import { bmpOf, icoOf } from "./build-bmp";

type Bytes = Uint8Array<ArrayBuffer>;

const media = (name: string): Bytes =>
  new Uint8Array(readFileSync(new URL(`../pages/media/${name}`, import.meta.url)));

const joined = (...names: readonly string[]): Bytes =>
  new Uint8Array(Buffer.concat(names.map(media)));

/** Whole files of each format, which are then broken: as programs write them, and small ones built by hand. */
export function readSamples(): Readonly<Record<string, readonly Bytes[]>> {
  return {
    JPEG: [media("harbor.jpg"), buildJpeg({ widthPx: 64, heightPx: 48, exif: buildJpeg() })],
    "progressive JPEG": [buildJpeg({ widthPx: 64, heightPx: 48, progressive: true })],
    PNG: [media("placeholder.png"), buildPng({ widthPx: 9, heightPx: 7 })],
    "animated PNG": [buildPng({ widthPx: 9, heightPx: 7, frames: 4 })],
    GIF: [media("waves.gif"), buildGif({ frames: 3, localColors: true })],
    WEBP: [media("forest.webp"), buildExtendedWebp({ widthPx: 60 })],
    "animated WEBP": [buildExtendedWebp({ animated: true })],
    MP4: [media("lighthouse.mp4")],
    "fragmented MP4": [joined("stream/begin.mp4", "stream/piece0.m4s", "stream/piece1.m4s")],
    MOV: [media("meadow.mov")],
    "hybrid MP4": [media("stream/hybrid.mp4")],
    "MPEG-TS": [joined("stream/packet0.m2t", "stream/packet1.m2t")],
    AVIF: [media("lantern.avif")],
    HEIC: [media("glass.heic")],
    "JPEG XL": [media("turned.jxl")],
    BMP: [bmpOf(7, 5)],
    ICO: [icoOf(7, 5)],
    TIFF: [
      tiffOf(1, GREY),
      tiffOf(5, lzwOf(GREY)),
      tiffOf(8, new Uint8Array(deflateSync(GREY))),
      // 256 bytes of PackBits: two runs that stand there.
      tiffOf(32_773, Uint8Array.from([127, ...GREY.subarray(0, 128), 127, ...GREY.subarray(128)])),
      ...PIECED,
    ],
    SVG: [media("kite.svg"), wideSvg(media("kite.svg"))],
  };
}

/** The same in UTF-16, with its mark. */
function wideSvg(svg: Bytes): Bytes {
  const text = `\uFEFF${new TextDecoder().decode(svg)}`;
  return new Uint8Array(Buffer.from(text, "utf16le"));
}

/** Sixteen by sixteen pixels. */
const GREY = Uint8Array.from({ length: 256 }, (_, index) => index);

const SIZE: readonly TiffEntry[] = [
  [256, 4, [16]],
  [257, 4, [16]],
];

/** Four tiles of four inks, with a margin, as differences; and three planes that lie on their side. */
const PIECED = [
  buildPiecedTiff(
    Array.from({ length: 4 }, () => new Uint8Array(deflateSync(new Uint8Array(12 * 12 * 4)))),
    [
      ...SIZE,
      [259, 3, [8]],
      [262, 3, [5]],
      [277, 3, [4]],
      [317, 3, [2]],
      [322, 4, [12]],
      [323, 4, [12]],
    ],
    "tiles",
  ),
  buildPiecedTiff(
    [GREY, GREY, GREY],
    [...SIZE, [262, 3, [2]], [274, 3, [6]], [277, 3, [3]], [284, 3, [2]]],
  ),
];

/** A grey picture in one strip behind its directory. */
function tiffOf(compression: number, strip: Bytes): Bytes {
  const entries: readonly TiffEntry[] = [
    [256, 4, [16]],
    [257, 4, [16]],
    [258, 3, [8]],
    [259, 3, [compression]],
    [262, 3, [1]],
    [273, 4, [14 + 8 * 12]],
    [277, 3, [1]],
    [279, 4, [strip.length]],
  ];
  return buildTiff(entries, strip);
}

/** LZW that begins anew with each byte: so its codes have nine bits throughout. */
function lzwOf(bytes: Bytes): Bytes {
  const codes = [...[...bytes].flatMap((value) => [256, value]), 257];
  const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
  const octets = bits.match(/.{1,8}/g) ?? [];
  return Uint8Array.from(octets, (octet) => Number.parseInt(octet.padEnd(8, "0"), 2));
}
