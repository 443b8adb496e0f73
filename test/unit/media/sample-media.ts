import { buildGif } from "./build-gif";
import { buildJpeg } from "./build-jpeg";
import { buildMp4 } from "./build-mp4";
import { buildPng } from "./build-png";
import { buildExtendedWebp, buildLossyWebp, buildWebp } from "./build-webp";

/** A complete file of every accepted type, in the variants that are read differently. */
export const sampleMedia: readonly (readonly [name: string, bytes: Uint8Array<ArrayBuffer>])[] = [
  ["JPEG", buildJpeg()],
  ["progressive JPEG", buildJpeg({ progressive: true })],
  ["JPEG with a thumbnail", buildJpeg({ exif: buildJpeg({ widthPx: 8 }) })],
  [
    "JPEG with stuffed bytes and restarts",
    buildJpeg({ scan: [1, 0xff, 0, 0xff, 0xd0, 2, 0xff, 0xd7] }),
  ],
  ["PNG", buildPng()],
  ["animated PNG", buildPng({ frames: 3 })],
  ["lossless WEBP", buildWebp()],
  ["lossy WEBP", buildLossyWebp()],
  ["extended WEBP", buildExtendedWebp({ animated: true })],
  ["GIF", buildGif()],
  ["old GIF", buildGif({ version: "87a", localColors: true })],
  ["animated GIF", buildGif({ frames: 4 })],
  ["MP4 for streaming", buildMp4()],
  ["MP4 with its index last", buildMp4({ indexFirst: false })],
  ["MP4 with 64-bit times", buildMp4({ version: 1 })],
  ["QuickTime", buildMp4({ brand: "qt  " })],
  ["old QuickTime", buildMp4({ brand: null, indexFirst: false })],
];
