import { describe, expect, it } from "vitest";
import { isBehindScrim } from "../../browser/harness/browser-scrim";

function screen(strip: number, page: number) {
  const width = 8;
  const height = 100;
  const rgb = new Uint8Array(width * height * 3).fill(page);
  rgb.fill(strip, 0, width * 30 * 3);
  return { width, height, rgb };
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
