import { joinBytes, packBits, u32le, type BytePart } from "./join-bytes";

function riffChunk(name: string, ...content: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  const data = joinBytes(...content);
  return joinBytes(name, u32le(data.length), data, data.length % 2 === 1 ? [0] : []);
}

function riff(...chunks: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  const data = joinBytes("WEBP", ...chunks);
  return joinBytes("RIFF", u32le(data.length), data);
}

interface WebpOptions {
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly rgb?: readonly [number, number, number];
}

/** One code of one symbol: such a code takes no bits, so one colour needs no pixel data. */
function oneSymbol(symbol: number): [number, number][] {
  return [
    [1, 1],
    [0, 1],
    [1, 1],
    [symbol, 8],
  ];
}

function losslessChunk({
  widthPx = 5,
  heightPx = 4,
  rgb = [20, 120, 200],
}: WebpOptions): Uint8Array {
  const [red, green, blue] = rgb;
  const bits = packBits([
    [widthPx - 1, 14],
    [heightPx - 1, 14],
    [0, 4], // no alpha, version 0
    [0, 3], // no transform, no colour cache, one group of codes
    ...oneSymbol(green),
    ...oneSymbol(red),
    ...oneSymbol(blue),
    ...oneSymbol(255),
    ...oneSymbol(0),
  ]);
  return riffChunk("VP8L", [0x2f], bits);
}

/** Builds a lossless WEBP of one colour that decoders accept. */
export function buildWebp(options: WebpOptions = {}): Uint8Array<ArrayBuffer> {
  return riff(losslessChunk(options));
}

/** Builds the headers of a lossy WEBP; its pixel data is made up. */
export function buildLossyWebp(options: WebpOptions = {}): Uint8Array<ArrayBuffer> {
  const { widthPx = 5, heightPx = 4 } = options;
  const sizes = packBits([
    [widthPx, 16],
    [heightPx, 16],
  ]);
  return riff(riffChunk("VP8 ", [0x10, 0, 0, 0x9d, 0x01, 0x2a], sizes, [1, 2, 3, 4]));
}

/** Builds an extended WEBP; `animated` sets its flag, the only thing that is read of an animation. */
export function buildExtendedWebp(
  options: WebpOptions & { readonly animated?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const { widthPx = 5, heightPx = 4, animated = false } = options;
  const canvas = packBits([
    [animated ? 2 : 0, 32],
    [widthPx - 1, 24],
    [heightPx - 1, 24],
  ]);
  return riff(riffChunk("VP8X", canvas), losslessChunk({ ...options, widthPx, heightPx }));
}
