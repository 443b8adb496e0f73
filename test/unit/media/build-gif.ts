import { joinBytes, packBits, u16le } from "./join-bytes";

const CLEAR = 4;
const END = 5;

/** Codes for `pixels` pixels of colour 1, three bits each: a clear code keeps the width from growing. */
function pixelCodes(pixels: number): number[] {
  const codes: [number, number][] = [];
  for (let pixel = 0; pixel < pixels; pixel++) {
    if (pixel % 2 === 0) codes.push([CLEAR, 3]);
    codes.push([1, 3]);
  }
  return packBits([...codes, [END, 3]]);
}

function subBlocks(data: readonly number[]): number[] {
  const blocks: number[] = [];
  for (let start = 0; start < data.length; start += 255) {
    const block = data.slice(start, start + 255);
    blocks.push(block.length, ...block);
  }
  return [...blocks, 0];
}

/** Builds a GIF of one colour that decoders accept. */
export function buildGif(
  options: {
    readonly widthPx?: number;
    readonly heightPx?: number;
    readonly frames?: number;
    readonly version?: "87a" | "89a";
    /** Colours of each frame's own, besides the common ones. */
    readonly localColors?: boolean;
  } = {},
): Uint8Array<ArrayBuffer> {
  const { widthPx = 6, heightPx = 5, frames = 1, version = "89a", localColors = false } = options;
  const size = [...u16le(widthPx), ...u16le(heightPx)];
  const colors = [0, 0, 0, 220, 40, 90, 255, 255, 255, 30, 140, 80];
  const frame = joinBytes(
    version === "89a" ? [0x21, 0xf9, 4, 0, 10, 0, 0, 0] : [],
    [0x2c, 0, 0, 0, 0, ...size, localColors ? 0x81 : 0],
    localColors ? colors : [],
    [2],
    subBlocks(pixelCodes(widthPx * heightPx)),
  );
  return joinBytes(
    `GIF${version}`,
    size,
    [0x81, 0, 0],
    colors,
    frames > 1 ? joinBytes([0x21, 0xff, 11], "NETSCAPE2.0", [3, 1, 0, 0, 0]) : [],
    ...Array<Uint8Array>(frames).fill(frame),
    [0x3b],
  );
}
