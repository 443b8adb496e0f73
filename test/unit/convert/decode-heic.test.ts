import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { DECODER_FILES } from "../../../lib/build/decoder-files";
import { toJobError } from "../../../lib/errors/job-error";
import { decodeHeic, type PixelPicture } from "../../../lib/convert/decode-heic";
import { buildHeic, type HeicOptions } from "../media/build-heic";

const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../pages/media/${name}`, import.meta.url)));

const DUNES = sample("dunes.heic");
const SIZE = { widthPx: 320, heightPx: 214 };

const load = async (fileName: string) => {
  const file = DECODER_FILES.find((entry) => entry.fileName === fileName);
  return new Uint8Array(readFileSync(file?.path ?? ""));
};

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<PixelPicture> {
  return decodeHeic(bytes, load, () => Promise.resolve());
}

const codeOf = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  decode(bytes).then(
    () => "decoded",
    (failure: unknown) => toJobError(failure, "conversion").code,
  );

type Place = readonly [x: number, y: number];

const at = ({ pixels, widthPx }: PixelPicture, [x, y]: Place) => [
  ...pixels.subarray((y * widthPx + x) * 4, (y * widthPx + x) * 4 + 4),
];

const show = (options: Partial<HeicOptions>) => decode(buildHeic(DUNES, { ...SIZE, ...options }));

/** Corners and some places between, in the picture as it is coded. */
const PLACES: readonly Place[] = [
  [0, 0],
  [319, 0],
  [0, 213],
  [319, 213],
  [75, 57],
  [160, 107],
  [211, 190],
];

describe("a HEIC picture", () => {
  let plain: PixelPicture;
  beforeAll(async () => {
    plain = await decode(DUNES);
  });

  it("is decoded into pixels that hide nothing", () => {
    expect(plain).toMatchObject(SIZE);
    expect(plain.pixels).toHaveLength(320 * 214 * 4);
    // The sky, the sun and the sand of dunes.png.
    for (const [place, color] of [
      [
        [5, 5],
        [143, 200, 222, 255],
      ],
      [
        [80, 56],
        [255, 246, 220, 255],
      ],
      [
        [300, 205],
        [143, 86, 50, 255],
      ],
    ] as const) {
      const found = at(plain, place);
      for (const [index, value] of color.entries()) {
        expect(Math.abs((found[index] ?? 0) - value)).toBeLessThanOrEqual(6);
      }
    }
  });

  it.each<[string, Partial<HeicOptions>, (place: Place) => Place]>([
    ["as it is", {}, ([x, y]) => [x, y]],
    ["a quarter against the clock", { turns: 1 }, ([x, y]) => [y, 319 - x]],
    ["upside down", { turns: 2 }, ([x, y]) => [319 - x, 213 - y]],
    ["a quarter with the clock", { turns: 3 }, ([x, y]) => [213 - y, x]],
    ["top to bottom", { mirror: 0 }, ([x, y]) => [x, 213 - y]],
    ["left to right", { mirror: 1 }, ([x, y]) => [319 - x, y]],
    ["turned, then mirrored", { turns: 1, mirror: 1 }, ([x, y]) => [213 - y, 319 - x]],
  ])("is shown once as it says: %s", async (_, options, move) => {
    const turned = await show(options);
    const [widthPx] = move([319, 213]).map(
      (value, index) => Math.max(value, move([0, 0])[index]!) + 1,
    );
    expect(turned.widthPx).toBe(widthPx);
    for (const place of PLACES) expect(at(turned, move(place))).toEqual(at(plain, place));
  });

  it.each<[string, Partial<HeicOptions>, (place: Place) => Place]>([
    ["upright", {}, ([x, y]) => [x, y]],
    ["a quarter against the clock", { turns: 1 }, ([x, y]) => [y, 899 - x]],
    ["upside down", { turns: 2 }, ([x, y]) => [899 - x, 399 - y]],
    ["a quarter with the clock", { turns: 3 }, ([x, y]) => [399 - y, x]],
    ["top to bottom", { mirror: 0 }, ([x, y]) => [x, 399 - y]],
    ["left to right", { mirror: 1 }, ([x, y]) => [899 - x, y]],
    ["turned, then mirrored", { turns: 1, mirror: 1 }, ([x, y]) => [399 - y, 899 - x]],
  ])(
    "is put together from a phone's tiles, the last ones cut off: %s",
    async (_, options, move) => {
      const grid = { columns: 3, rows: 2, shownWidthPx: 900, shownHeightPx: 400 };
      const picture = await show({ ...grid, ...options });
      expect(picture.widthPx * picture.heightPx).toBe(900 * 400);
      for (const [column, row] of [
        [0, 0],
        [1, 0],
        [2, 1],
      ] as const) {
        for (const [x, y] of PLACES) {
          const [left, top] = [column * 320 + x, row * 214 + y];
          if (left >= 900 || top >= 400) continue;
          expect(at(picture, move([left, top]))).toEqual(at(plain, [x, y]));
        }
      }
    },
  );

  it("tells after each tile how far it is", async () => {
    const told: number[] = [];
    const bytes = buildHeic(DUNES, { ...SIZE, columns: 3, rows: 2 });
    await decodeHeic(bytes, load, (percent) => {
      told.push(Math.round(percent));
      return Promise.resolve();
    });
    expect(told).toEqual([17, 33, 50, 67, 83, 100]);
  });

  it("keeps what is transparent", async () => {
    const glass = await decode(sample("glass.heic"));
    expect(at(glass, [20, 90])[3]).toBe(0);
    expect(at(glass, [200, 90])[3]).toBe(255);
  });

  it("of a wider gamut becomes the sRGB that looks the same", async () => {
    const wide = await show({ primaries: 12 });
    const [r, g, b] = at(plain, [300, 205]);
    // Sand of Display P3 is a stronger red in sRGB.
    const [wideR, wideG, wideB] = at(wide, [300, 205]);
    expect(wideR).toBeGreaterThan(r!);
    expect(wideG).toBeLessThan(g!);
    expect(wideB).toBeLessThan(b!);
    expect(at(await show({ primaries: 1 }), [300, 205])).toEqual(at(plain, [300, 205]));
  });
});

describe("a HEIC file that is no whole picture has a name", () => {
  it.each([30, 100, 200, 420, 1000, 2200])("after %i bytes: truncated-file", async (bytes) => {
    expect(await codeOf(DUNES.slice(0, bytes))).toBe("truncated-file");
  });

  it("garbled: truncated-file", async () => {
    const garbled = DUNES.slice();
    garbled.fill(0xa5, 380, 1500);
    expect(["truncated-file", "decoded"]).toContain(await codeOf(garbled));
    garbled.fill(0xa5, 60, 300);
    expect(await codeOf(garbled)).toBe("truncated-file");
  });

  it("of another coding: conversion-unsupported", async () => {
    const other = Buffer.from(DUNES);
    other.write("av02", other.indexOf("hvc1"));
    expect(await codeOf(new Uint8Array(other))).toBe("conversion-unsupported");
  });

  it("of more pixels than we decode: refused before it is decoded", async () => {
    const large = { columns: 2, rows: 2, shownWidthPx: 20_000, shownHeightPx: 20_000 };
    expect(await codeOf(buildHeic(DUNES, { ...SIZE, ...large }))).toBe("too-many-pixels");
  });
});
