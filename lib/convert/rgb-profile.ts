/** How the numbers of a picture's pixels become colours: what an ICC profile with a matrix says. */
export interface RgbProfile {
  /** For red, green and blue: how much light each of the 256 numbers means, 0 to 1. */
  readonly curves: readonly [Float32Array, Float32Array, Float32Array];
  /** Rows of the matrix that makes light in the profile's primaries light in those of sRGB. */
  readonly toSrgb: readonly number[];
}

/** Light as ICC profiles measure it (XYZ under D50) to light in sRGB's primaries. Source: IEC 61966-2-1, Bradford. */
const XYZ_TO_SRGB = [
  3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914,
  1.4052427,
];

/** Primaries by their numbers in ITU-T H.273: BT.2020 and Display P3. All others are treated as sRGB's. */
const PRIMARIES: Readonly<Record<number, readonly number[]>> = {
  9: [
    1.660491, -0.5876411, -0.0728499, -0.1245505, 1.1328999, -0.0083494, -0.0181508, -0.1005789,
    1.1187297,
  ],
  12: [1.2249401, -0.2249404, 0, -0.0420569, 1.0420571, 0, -0.0196376, -0.0786361, 1.0982735],
};

/** The profile of numbered primaries with sRGB's curve; null where that is sRGB. */
export function profileOfPrimaries(primaries: number): RgbProfile | null {
  const toSrgb = PRIMARIES[primaries];
  const curve = curveOf(srgbLight);
  return toSrgb ? { curves: [curve, curve, curve], toSrgb } : null;
}

/**
 * Reads an ICC profile of the kind that cameras and phones write: three curves and a matrix. Null for
 * others (tables, grey), and for bytes that are no profile.
 *
 * Source: ICC.1:2022, 7.2 (header), 7.3 (tags), 10.6 (curv), 10.18 (para), 10.31 (XYZ)
 */
export function readRgbProfile(icc: Uint8Array): RgbProfile | null {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  if (view.byteLength < 132 || view.getUint32(16) !== 0x52474220) return null;
  try {
    const tags = readTags(view);
    const xyz = ["rXYZ", "gXYZ", "bXYZ"].map((name) => readXyz(tags(name)));
    const [r, g, b] = ["rTRC", "gTRC", "bTRC"].map((name) => readCurve(tags(name)));
    if (!r || !g || !b) return null;
    const toSrgb = [0, 1, 2].flatMap((row) =>
      xyz.map((column) =>
        [0, 1, 2].reduce((sum, k) => sum + XYZ_TO_SRGB[row * 3 + k]! * column[k]!, 0),
      ),
    );
    return { curves: [r, g, b], toSrgb };
  } catch (failure) {
    // Reading past the end: a damaged profile says nothing about colours.
    if (failure instanceof RangeError) return null;
    throw failure;
  }
}

function readTags(view: DataView): (name: string) => DataView {
  const found = new Map<string, DataView>();
  const count = Math.min(view.getUint32(128), 100);
  for (let at = 132; at < 132 + count * 12; at += 12) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
    const [start, bytes] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    if (start + bytes > view.byteLength) throw new RangeError(name);
    found.set(name, new DataView(view.buffer, view.byteOffset + start, bytes));
  }
  return (name) => {
    const tag = found.get(name);
    if (!tag) throw new RangeError(name);
    return tag;
  };
}

const fixed = (tag: DataView, at: number): number => tag.getInt32(at) / 65_536;

function readXyz(tag: DataView): number[] {
  return [fixed(tag, 8), fixed(tag, 12), fixed(tag, 16)];
}

function readCurve(tag: DataView): Float32Array | null {
  const type = tag.getUint32(0);
  if (type === 0x63757276) {
    const count = tag.getUint32(8);
    if (count === 0) return curveOf((value) => value);
    if (count === 1) return curveOf((value) => value ** (tag.getUint16(12) / 256));
    const at = (index: number) => tag.getUint16(12 + index * 2) / 65_535;
    return curveOf((value) => {
      const low = Math.min(Math.floor(value * (count - 1)), count - 2);
      const part = value * (count - 1) - low;
      return at(low) * (1 - part) + at(low + 1) * part;
    });
  }
  return type === 0x70617261 ? readFormula(tag) : null;
}

/** How many numbers each of the five formulas has. */
const FORMULA_NUMBERS = [1, 3, 4, 5, 7];

function readFormula(tag: DataView): Float32Array | null {
  const kind = tag.getUint16(8);
  const count = FORMULA_NUMBERS[kind];
  if (count === undefined) return null;
  const numbers = Array.from({ length: count }, (_, index) => fixed(tag, 12 + index * 4));
  const [gamma = 1, a = 1, b = 0, third = 0, fourth = 0, e = 0, f = 0] = numbers;
  // The second and third formula have no straight part but a constant one, from -b/a downwards.
  const hasLine = kind >= 3;
  const offset = kind === 2 ? third : 0;
  const from = hasLine ? fourth : kind === 0 ? 0 : -b / a;
  const slope = hasLine ? third : 0;
  return curveOf((value) =>
    value >= from ? (a * value + b) ** gamma + offset + e : slope * value + offset + f,
  );
}

/** How much light a number of sRGB means, both 0 to 1. */
export function srgbLight(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function curveOf(light: (value: number) => number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, number) => light(number / 255));
}
