import { describe, expect, it } from "vitest";
import { colorsToSrgb } from "../../../lib/convert/colors-to-srgb";
import { profileOfPrimaries, readRgbProfile } from "../../../lib/convert/rgb-profile";
import { joinBytes, u16, u32 } from "../media/join-bytes";

type Numbers = readonly [number, number, number];

const fixed = (value: number) => u32(Math.round(value * 65_536) >>> 0);

/** The parametric curve of sRGB, as phones write it into their profiles. */
const SRGB_CURVE = joinBytes(
  "para",
  u32(0),
  u16(3),
  u16(0),
  ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed),
);

/** Builds an ICC profile of three primaries and one curve. */
function buildProfile(primaries: readonly [Numbers, Numbers, Numbers], curve = SRGB_CURVE) {
  const tags = [
    ...primaries.map((xyz) => joinBytes("XYZ ", u32(0), ...xyz.map(fixed))),
    curve,
    curve,
    curve,
  ];
  const names = ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"];
  let start = 132 + tags.length * 12;
  const table = tags.map((tag, index) => {
    const entry = joinBytes(names[index] ?? "", u32(start), u32(tag.length));
    start += tag.length;
    return entry;
  });
  const head = joinBytes(Array<number>(16).fill(0), "RGB XYZ ", Array<number>(104).fill(0));
  return joinBytes(head, u32(tags.length), ...table, ...tags);
}

/** As Apple's Display P3 profile has them. */
const DISPLAY_P3 = [
  [0.51512, 0.2412, -0.00105],
  [0.29198, 0.69225, 0.04189],
  [0.1571, 0.06657, 0.78407],
] as const;

const SRGB = [
  [0.43607, 0.22249, 0.01392],
  [0.38515, 0.71687, 0.09708],
  [0.14307, 0.06061, 0.7141],
] as const;

/** What becomes of a colour. */
function convert(icc: Uint8Array, color: Numbers): number[] | null {
  const profile = readRgbProfile(icc);
  const toSrgb = profile && colorsToSrgb(profile);
  if (!toSrgb) return null;
  const rgba = Uint8ClampedArray.from([...color, 77]);
  toSrgb(rgba);
  return [...rgba];
}

describe("the colours of a profile", () => {
  // Computed with the matrices of CSS Color 4.
  it.each<[Numbers, Numbers]>([
    [
      [255, 255, 255],
      [255, 255, 255],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [128, 128, 128],
      [128, 128, 128],
    ],
    [
      [200, 100, 50],
      [215, 93, 31],
    ],
    [
      [0, 255, 0],
      [0, 255, 0],
    ],
  ])("Display P3 %j is sRGB %j", (from, to) => {
    const found = convert(buildProfile(DISPLAY_P3), from) ?? [];
    for (const [index, value] of to.entries()) {
      expect(Math.abs((found[index] ?? 0) - value)).toBeLessThanOrEqual(2);
    }
    expect(found[3]).toBe(77);
  });

  it("of the numbered primaries are those of their profile", () => {
    const profile = profileOfPrimaries(12);
    const rgba = Uint8ClampedArray.from([200, 100, 50, 255]);
    if (profile) colorsToSrgb(profile)?.(rgba);
    const found = convert(buildProfile(DISPLAY_P3), [200, 100, 50]) ?? [];
    for (const index of [0, 1, 2]) {
      expect(Math.abs((rgba[index] ?? 0) - (found[index] ?? 0))).toBeLessThanOrEqual(1);
    }
    expect(profileOfPrimaries(1)).toBeNull();
  });

  it("are left alone where they are sRGB already, or the profile is not understood", () => {
    expect(convert(buildProfile(SRGB), [1, 2, 3])).toBeNull();
    const table = joinBytes("mft2", u32(0), Array<number>(40).fill(0));
    expect(convert(buildProfile(DISPLAY_P3, table), [1, 2, 3])).toBeNull();
    const whole = buildProfile(DISPLAY_P3);
    for (const bytes of [0, 20, 131, 140, 200, 300, whole.length - 1]) {
      expect(readRgbProfile(whole.subarray(0, bytes))).toBeNull();
    }
  });

  it("follow a curve that is a list of numbers, or one exponent", () => {
    const list = joinBytes("curv", u32(0), u32(3), u16(0), u16(16_384), u16(65_535));
    const readCurve = (curve: Uint8Array<ArrayBuffer>) =>
      readRgbProfile(buildProfile(DISPLAY_P3, curve))?.curves[0];
    expect(readCurve(list)?.[255]).toBeCloseTo(1);
    expect(readCurve(list)?.[64]).toBeCloseTo(0.125, 1);
    const gamma = joinBytes("curv", u32(0), u32(1), u16(0x0233));
    expect(readCurve(gamma)?.[128]).toBeCloseTo((128 / 255) ** 2.2, 2);
    const straight = joinBytes("curv", u32(0), u32(0));
    expect(readCurve(straight)?.[51]).toBeCloseTo(0.2);
  });
});
