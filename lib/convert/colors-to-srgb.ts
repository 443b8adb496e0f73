import { type RgbProfile, srgbLight } from "./rgb-profile";

const STEPS = 4096;
/** A profile whose numbers mean the same as sRGB's, up to rounding. */
const SAME = 0.004;

/**
 * Makes what turns the pixels of a profile into sRGB, in place: a canvas takes every number as sRGB, so
 * that a phone's colours would look pale. What sRGB cannot show becomes the nearest that it can. Null
 * where the profile is sRGB's own.
 */
export function colorsToSrgb(profile: RgbProfile): ((rgba: Uint8ClampedArray) => void) | null {
  const { curves, toSrgb } = profile;
  if (isSrgb(profile)) return null;
  const encoded = new Uint8Array(STEPS + 1);
  for (let step = 0; step <= STEPS; step += 1) encoded[step] = srgbNumber(step / STEPS);
  const [red, green, blue] = curves;
  return (rgba) => {
    for (let at = 0; at < rgba.length; at += 4) {
      const r = red[rgba[at]!]!;
      const g = green[rgba[at + 1]!]!;
      const b = blue[rgba[at + 2]!]!;
      for (let row = 0; row < 3; row += 1) {
        const light = toSrgb[row * 3]! * r + toSrgb[row * 3 + 1]! * g + toSrgb[row * 3 + 2]! * b;
        rgba[at + row] = encoded[Math.round(Math.min(1, Math.max(0, light)) * STEPS)]!;
      }
    }
  };
}

function srgbNumber(light: number): number {
  const value = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(value * 255);
}

function isSrgb({ curves, toSrgb }: RgbProfile): boolean {
  const isUnit = toSrgb.every((value, index) => Math.abs(value - (index % 4 === 0 ? 1 : 0)) < SAME);
  return (
    isUnit &&
    curves.every((curve) =>
      curve.every((light, number) => Math.abs(light - srgbLight(number / 255)) < SAME),
    )
  );
}
