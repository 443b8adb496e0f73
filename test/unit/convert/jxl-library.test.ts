import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DECODER_FILES } from "../../../lib/build/decoder-files";
import { type JxlPicture, JxlError, openJxl } from "../../../lib/convert/jxl-library";
import { JXL_WASM } from "../../../lib/convert/load-wasm";

const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../pages/media/${name}`, import.meta.url)));

const WASM = DECODER_FILES.find(({ fileName }) => fileName === JXL_WASM)?.path ?? "";

const open = (bytes: Uint8Array<ArrayBuffer>): Promise<JxlPicture> =>
  openJxl(new Uint8Array(readFileSync(WASM)), bytes);

/** What the header of a PNG says. */
const sizeOf = (png: Uint8Array<ArrayBuffer>) => {
  const view = new DataView(png.buffer, 16);
  return [view.getUint32(0), view.getUint32(4)];
};

describe("a JPEG XL picture", () => {
  it("is decoded into PNGs of some rows each", async () => {
    const picture = await open(sample("dunes.jxl"));
    expect(picture).toMatchObject({ widthPx: 320, heightPx: 214, frameCount: 1, isWhole: true });
    expect(sizeOf(picture.decodeRows(0, 0, 100).png)).toEqual([320, 100]);
    expect(sizeOf(picture.decodeRows(0, 200, 14).png)).toEqual([320, 14]);
  });

  it("that lies on its side has the size of what is shown", async () => {
    const picture = await open(sample("turned.jxl"));
    expect(picture).toMatchObject({ widthPx: 214, heightPx: 320 });
    expect(sizeOf(picture.decodeRows(0, 300, 20).png)).toEqual([214, 20]);
  });

  it("that moves tells how long each frame is shown", async () => {
    const picture = await open(sample("waves.jxl"));
    expect(picture.frameCount).toBe(12);
    for (const frame of [0, 5, 11]) {
      expect(picture.decodeRows(frame, 0, 80).durationSecs).toBeCloseTo(0.08);
    }
  });

  it("that is cut short, or garbled, says so", async () => {
    const whole = sample("dunes.jxl");
    await expect(open(whole.slice(0, 6))).rejects.toThrow(JxlError);
    expect((await open(whole.slice(0, 1500))).isWhole).toBe(false);
    const garbled = whole.slice();
    garbled.fill(0xa5, 400);
    await expect(open(garbled).then((picture) => picture.decodeRows(0, 0, 214))).rejects.toThrow(
      JxlError,
    );
  });
});
