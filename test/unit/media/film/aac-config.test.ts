import { describe, expect, it } from "vitest";
import { isTakenAac } from "../../../../lib/media/film/aac-config";

const config = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

describe("sound that X takes", () => {
  it.each([
    ["stereo at 44.1 kHz", "1210"],
    ["mono at 48 kHz", "1188"],
    ["stereo, with room for an extension that it does not have", "121056e500"],
  ])("is AAC-LC: %s", (_name, hex) => {
    expect(isTakenAac(config(hex))).toBe(true);
  });

  it.each([
    ["six channels", "1230"],
    ["eight channels", "1238"],
    ["AAC Main", "0a10"],
    ["AAC LTP", "2210"],
    ["HE-AAC, told outright", "2b920800"],
    ["HE-AAC that passes for AAC-LC with older decoders", "139056e5a0"],
  ])("is not: %s", (_name, hex) => {
    expect(isTakenAac(config(hex))).toBe(false);
  });
});
