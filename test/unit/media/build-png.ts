import { crc32, deflateSync } from "node:zlib";
import { joinBytes, u16, u32, type BytePart } from "./join-bytes";

/** One chunk of a PNG with its checksum. */
export function pngChunk(type: string, ...content: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  const data = joinBytes(...content);
  const checked = joinBytes(type, data);
  return joinBytes(u32(data.length), checked, u32(crc32(checked)));
}

/** Builds a PNG of one colour that decoders accept; with `frames`, an animated one. */
export function buildPng(
  options: {
    readonly widthPx?: number;
    readonly heightPx?: number;
    readonly rgb?: readonly [number, number, number];
    readonly frames?: number;
  } = {},
): Uint8Array<ArrayBuffer> {
  const { widthPx = 4, heightPx = 3, rgb = [200, 30, 60], frames } = options;
  const row = [0, ...Array.from({ length: widthPx }, () => rgb).flat()];
  const pixels = deflateSync(joinBytes(...Array<number[]>(heightPx).fill(row)));
  const frameControl = (sequence: number) =>
    pngChunk(
      "fcTL",
      u32(sequence),
      u32(widthPx),
      u32(heightPx),
      u32(0),
      u32(0),
      u16(1),
      u16(10),
      [0, 0],
    );
  const laterFrames = Array.from({ length: (frames ?? 1) - 1 }, (_, index) => [
    frameControl(2 * index + 1),
    pngChunk("fdAT", u32(2 * index + 2), pixels),
  ]);
  return joinBytes(
    "\x89PNG\r\n\x1a\n",
    pngChunk("IHDR", u32(widthPx), u32(heightPx), [8, 2, 0, 0, 0]),
    frames === undefined ? [] : pngChunk("acTL", u32(frames), u32(0)),
    frames === undefined ? [] : frameControl(0),
    pngChunk("IDAT", pixels),
    ...laterFrames.flat(),
    pngChunk("IEND"),
  );
}
