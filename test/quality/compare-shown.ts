import type { ShownPixels } from "./read-shown";

/** How much two pictures differ. */
export interface Difference {
  /** Mean and largest difference of colour (CIE 1976) over the cells of a grid. */
  readonly meanDeltaE: number;
  readonly worstDeltaE: number;
  /** Peak signal-to-noise ratio of red, green and blue, in dB; infinite where they are the same. */
  readonly psnrDb: number;
}

type Color = readonly [number, number, number];

/** Cells are so large that what coding does to single pixels is evened out in each. */
const COLUMNS = 20;
const ROWS = 12;

/** Compares what is shown of two media. @throws where they are not of one size */
export function compareShown(a: ShownPixels, b: ShownPixels): Difference {
  const { widthPx, heightPx } = a;
  if (widthPx !== b.widthPx || heightPx !== b.heightPx) {
    throw new Error(`${widthPx} × ${heightPx} beside ${b.widthPx} × ${b.heightPx}`);
  }
  const first = Buffer.from(a.base64, "base64");
  const second = Buffer.from(b.base64, "base64");
  const differences: number[] = [];
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const cell = { column, row };
      const colors = [first, second].map((bytes) => meanOf(bytes, widthPx, heightPx, cell));
      const [one, other] = colors.map(toLab);
      if (one && other) differences.push(Math.hypot(...one.map((v, i) => v - (other[i] ?? 0))));
    }
  }
  return {
    meanDeltaE: differences.reduce((sum, one) => sum + one, 0) / differences.length,
    worstDeltaE: Math.max(...differences),
    psnrDb: psnrOf(first, second),
  };
}

function meanOf(
  bytes: Buffer,
  widthPx: number,
  heightPx: number,
  { column, row }: { readonly column: number; readonly row: number },
): Color {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  const endY = Math.floor(((row + 1) * heightPx) / ROWS);
  const endX = Math.floor(((column + 1) * widthPx) / COLUMNS);
  for (let y = Math.floor((row * heightPx) / ROWS); y < endY; y += 1) {
    for (let x = Math.floor((column * widthPx) / COLUMNS); x < endX; x += 1) {
      const at = 4 * (y * widthPx + x);
      sum[0] += bytes[at] ?? 0;
      sum[1] += bytes[at + 1] ?? 0;
      sum[2] += bytes[at + 2] ?? 0;
      count += 1;
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** From sRGB to CIE L*a*b*, white of D65. Sources: IEC 61966-2-1; CIE 15. */
function toLab(color: Color): Color {
  const [r, g, b] = color.map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  if (r === undefined || g === undefined || b === undefined) throw new Error("Three are needed.");
  const bend = (value: number) =>
    value > 216 / 24_389 ? Math.cbrt(value) : (841 / 108) * value + 4 / 29;
  const x = bend((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = bend(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = bend((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function psnrOf(first: Buffer, second: Buffer): number {
  let squares = 0;
  for (let at = 0; at < first.length; at += 1) {
    // The fourth of each is opacity.
    if (at % 4 !== 3) squares += ((first[at] ?? 0) - (second[at] ?? 0)) ** 2;
  }
  return 10 * Math.log10(255 ** 2 / (squares / ((first.length / 4) * 3)));
}
