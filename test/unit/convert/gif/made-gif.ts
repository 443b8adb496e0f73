import fc from "fast-check";
import { joinBytes, packBits, u16le } from "../../media/join-bytes";

/** A frame of a made GIF: what is drawn where, and what becomes of it. */
export interface MadeFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Numbers of colours, row by row. */
  readonly indices: readonly number[];
  readonly clearIndex: number | null;
  readonly disposal: number;
  /** In hundredths of a second. */
  readonly delay: number;
  readonly isInterlaced: boolean;
  /** Colours of its own, as `0xRRGGBB`; null: those of all frames. */
  readonly colors: readonly number[] | null;
  /** A frame may come without the block that tells how it is shown. */
  readonly hasControl: boolean;
}

export const [WIDTH, HEIGHT] = [5, 9];
const COLORS = [0x102030, 0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x777777, 0x123456, 0xabcdef];

/** The codes of a frame of up to eight colours; a clear code before each keeps their length. */
function codesOf(indices: readonly number[]): number[] {
  const codes = indices.flatMap((index): [number, number][] => [
    [8, 4],
    [index, 4],
  ]);
  const packed = packBits([...codes, [9, 4]]);
  const blocks: number[] = [];
  for (let start = 0; start < packed.length; start += 255) {
    const block = packed.slice(start, start + 255);
    blocks.push(block.length, ...block);
  }
  return [3, ...blocks, 0];
}

const tableOf = (colors: readonly number[]) =>
  Array.from({ length: 8 }, (_, at) => colors[at] ?? 0).flatMap((color) => [
    color >> 16,
    (color >> 8) & 0xff,
    color & 0xff,
  ]);

/** In the order in which an interlaced frame is coded: every eighth row, those between, and so on. */
function interlaced(height: number): number[] {
  const rows = Array.from({ length: height }, (_, row) => row);
  const rank = (row: number) => (row % 8 === 0 ? 0 : row % 8 === 4 ? 1 : row % 4 === 2 ? 2 : 3);
  return rows.toSorted((a, b) => rank(a) - rank(b) || a - b);
}

/** The bytes of a GIF of frames. @param loops how often it is repeated; null: it is played once */
export function encodeMade(
  frames: readonly MadeFrame[],
  loops: number | null = 3,
): Uint8Array<ArrayBuffer> {
  return joinBytes(
    "GIF89a",
    [...u16le(WIDTH), ...u16le(HEIGHT), 0x82, 0, 0],
    tableOf(COLORS),
    loops === null ? [] : joinBytes([0x21, 0xff, 11], "NETSCAPE2.0", [3, 1, ...u16le(loops), 0]),
    ...frames.map((frame) => {
      const { left, top, width, height, indices, colors } = frame;
      const rows = frame.isInterlaced ? interlaced(height) : [...Array(height).keys()];
      const coded = rows.flatMap((row) => indices.slice(row * width, (row + 1) * width));
      const flags = (colors === null ? 0 : 0x82) | (frame.isInterlaced ? 0x40 : 0);
      const showing = (frame.disposal << 2) | (frame.clearIndex === null ? 0 : 1);
      return joinBytes(
        frame.hasControl
          ? [0x21, 0xf9, 4, showing, ...u16le(frame.delay), frame.clearIndex ?? 0, 0]
          : [],
        [0x2c, ...u16le(left), ...u16le(top), ...u16le(width), ...u16le(height), flags],
        colors === null ? [] : tableOf(colors),
        codesOf(coded),
      );
    }),
    [0x3b],
  );
}

/** What is seen with each frame, as numbers of colours: drawn from what the frames are, not from their bytes; -1: nothing. */
export function composeMade(frames: readonly MadeFrame[]): number[][] {
  let screen = Array<number>(WIDTH * HEIGHT).fill(-1);
  return frames.map((frame) => {
    const { left, top, width, height, indices, colors, hasControl } = frame;
    const clearIndex = hasControl ? frame.clearIndex : null;
    const disposal = hasControl ? frame.disposal : 0;
    const shown = [...screen];
    const cleared = [...screen];
    for (let at = 0; at < width * height; at += 1) {
      const to = (top + Math.floor(at / width)) * WIDTH + left + (at % width);
      const index = indices[at] ?? 0;
      if (index !== clearIndex) shown[to] = (colors ?? COLORS)[index] ?? 0;
    }
    for (let at = 0; at < width * height; at += 1) {
      cleared[(top + Math.floor(at / width)) * WIDTH + left + (at % width)] = -1;
    }
    const before = screen;
    if (disposal === 2) {
      // All of its place is cleared, also what was there before it.
      screen = shown.map((color, at) => (cleared[at] === -1 ? -1 : color));
    } else screen = disposal === 3 ? before : shown;
    return shown;
  });
}

const oneOf = (most: number) => fc.integer({ min: 0, max: most });

/** Any frame; one in three fills the screen. */
export const anyFrame: fc.Arbitrary<MadeFrame> = fc
  .tuple(oneOf(WIDTH - 1), oneOf(HEIGHT - 1), oneOf(WIDTH), oneOf(HEIGHT), oneOf(2))
  .chain(([left, top, toX, toY, size]) => {
    const place =
      size === 0
        ? { left: 0, top: 0, width: WIDTH, height: HEIGHT }
        : { left, top, width: Math.max(1, toX - left), height: Math.max(1, toY - top) };
    return fc.record({
      left: fc.constant(place.left),
      top: fc.constant(place.top),
      width: fc.constant(place.width),
      height: fc.constant(place.height),
      indices: fc.array(oneOf(7), {
        minLength: place.width * place.height,
        maxLength: place.width * place.height,
      }),
      clearIndex: fc.option(oneOf(7)),
      disposal: oneOf(3),
      delay: oneOf(30),
      isInterlaced: fc.boolean(),
      colors: fc.option(
        fc.array(fc.integer({ min: 0, max: 0xffffff }), { minLength: 8, maxLength: 8 }),
      ),
      hasControl: fc.boolean(),
    });
  });
