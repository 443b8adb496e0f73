import { readFileSync } from "node:fs";
import { buildGif } from "../unit/media/build-gif";
import { buildJpeg } from "../unit/media/build-jpeg";
import { buildPng } from "../unit/media/build-png";
import { buildTiff } from "../unit/media/build-tiff";
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
    AVIF: [media("lantern.avif")],
    HEIC: [media("glass.heic")],
    "JPEG XL": [media("turned.jxl")],
    BMP: [bmpOf(7, 5)],
    ICO: [icoOf(7, 5)],
    TIFF: [
      buildTiff([
        [256, 4, [16]],
        [257, 4, [16]],
        [258, 3, [8]],
        [259, 3, [5]],
        [273, 4, [8]],
        [277, 3, [1]],
        [279, 4, [64]],
      ]),
    ],
    SVG: [media("kite.svg")],
  };
}
