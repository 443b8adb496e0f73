import { describe, expect, it } from "vitest";
import { brightArea, isBehindScrim } from "../../browser/harness/browser-scrim";

function screen(strip: number, page: number) {
  const width = 8;
  const height = 100;
  const pixels = new Uint32Array(width * height).fill(page * 0x010101);
  pixels.fill(strip * 0x010101, 0, width * 30);
  return { width, height, pixels };
}

describe("a dialog over the whole browser", () => {
  it("is seen by its veil over the tab strip", () => {
    expect(isBehindScrim(screen(102, 255))).toBe(true);
  });

  it("is not seen in a page that is dark by itself", () => {
    expect(isBehindScrim(screen(253, 20))).toBe(false);
  });

  it("is not seen on an empty screen", () => {
    expect(isBehindScrim(screen(0, 0))).toBe(false);
  });
});

describe("the place of what lies over the veil", () => {
  it("holds all that is bright", () => {
    const veiled = screen(102, 90);
    veiled.pixels.fill(0xffffff, 40 * 8 + 2, 40 * 8 + 5);
    veiled.pixels[50 * 8 + 6] = 0x1a73e8;
    expect(brightArea(veiled)).toEqual({ x: 2, y: 40, width: 5, height: 11 });
  });

  it("is nowhere while nothing has been painted", () => {
    expect(brightArea(screen(102, 90))).toBeNull();
  });
});
