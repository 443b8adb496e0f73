import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAvcConfig, readSequence, startsClosed } from "../../../../lib/media/film/h264-config";

/** Parameter sets that x264 has written for pictures of 160 × 90 or 96. */
const SEQUENCES = {
  plain: "674d400beca146fc9808800000030080000019078a14cb",
  tenBits: "676e000ba6cb4146fc9808800000030080000019078a1550",
  fullColour: "677a000bbcb4146fcf80880000030008000003019078a155",
  fields: "67640015acd9429b6022000003000200000300643e28532c",
  widePixels: "6742c00bda0a37e4c384000003000400000300c83c50aa80",
  highLevel: "674d403eeca146fc9808800000030080000019078a14cb",
} as const;

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const PLAIN = {
  profile: 77,
  level: 11,
  chromaFormat: 1,
  bitDepth: 8,
  mayInterlace: false,
  pixelAspect: 1,
};

describe("a sequence parameter set", () => {
  it.each([
    ["plain", PLAIN],
    ["tenBits", { ...PLAIN, profile: 110, bitDepth: 10 }],
    ["fullColour", { ...PLAIN, profile: 122, chromaFormat: 2 }],
    ["fields", { ...PLAIN, profile: 100, level: 21, mayInterlace: true }],
    ["widePixels", { ...PLAIN, profile: 66, pixelAspect: 4 / 3 }],
    ["highLevel", { ...PLAIN, level: 62 }],
  ] as const)("tells what its film is made of: %s", (name, facts) => {
    expect(readSequence(bytes(SEQUENCES[name]))).toEqual(facts);
  });

  it("that is cut short says nothing", () => {
    const whole = bytes(SEQUENCES.fields);
    expect(readSequence(whole.subarray(0, 8))).toBeNull();
    expect(
      readAvcConfig(Uint8Array.of(1, 100, 0, 31, 0xff, 0xe1, 0, 24, ...whole.subarray(4))),
    ).toBeNull();
  });

  it("of any bytes is read in bounded time", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        readSequence(noise);
        readAvcConfig(noise);
        startsClosed(noise, 4);
      }),
    );
  });
});

describe("the start of a key frame", () => {
  const unit = (type: number) => [0, 0, 0, 2, type, 0];

  it("is closed where its first slice needs no other frame", () => {
    expect(startsClosed(Uint8Array.from([...unit(9), ...unit(6), ...unit(5)]), 4)).toBe(true);
    expect(startsClosed(Uint8Array.from([...unit(9), ...unit(6), ...unit(1)]), 4)).toBe(false);
  });

  it("does not tell before its first slice", () => {
    expect(startsClosed(Uint8Array.from([...unit(9), ...unit(6)]), 4)).toBeNull();
  });
});
