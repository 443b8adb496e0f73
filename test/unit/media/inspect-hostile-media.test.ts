import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { buildGif } from "./build-gif";
import { box, buildMp4, ftyp, moov } from "./build-mp4";
import { joinBytes, u32, u64 } from "./join-bytes";
import { sampleMedia } from "./sample-media";
import { bytesOf } from "./bytes-of";

const GENEROUS_MS = 5000;

/** How many bytes each may lack at its end, since no decoder needs them to show all pixels. */
const MARK_BYTES: Readonly<Record<string, number>> = {
  JPEG: 2,
  "progressive JPEG": 2,
  "JPEG with a thumbnail": 2,
  // All pixels are in the first byte of its scan.
  "JPEG with stuffed bytes and restarts": 9,
  // The end chunk, and the checksums of the pixels.
  PNG: 21,
  "animated PNG": 12,
  "lossless WEBP": 1,
  "extended WEBP": 1,
  GIF: 3,
  "old GIF": 3,
};

/** By how many bytes a file may be shorter and is still accepted. */
async function listAcceptedLacks(bytes: Uint8Array<ArrayBuffer>): Promise<number[]> {
  const accepted: number[] = [];
  for (let lack = 1; lack <= bytes.length; lack++) {
    const result = await inspectMedia(bytesOf(new Blob([bytes.subarray(0, bytes.length - lack)])));
    if (result.ok) accepted.push(lack);
  }
  return accepted;
}

async function inspectQuickly(blob: Blob): Promise<unknown> {
  const startedMs = performance.now();
  const result = await inspectMedia(bytesOf(blob));
  expect(performance.now() - startedMs).toBeLessThan(GENEROUS_MS);
  return result;
}

describe("inspectMedia on hostile bytes", () => {
  it.each(sampleMedia)(
    "accepts a whole %s, and no beginning that lacks more than marks",
    async (name, bytes) => {
      expect(await inspectMedia(bytesOf(new Blob([bytes])))).toMatchObject({ ok: true });
      const lacking = await listAcceptedLacks(bytes);
      if (name === "animated GIF") return;
      expect(lacking).toEqual(
        Array.from({ length: MARK_BYTES[name] ?? 0 }, (_, index) => index + 1),
      );
    },
  );

  it("cannot tell a moving GIF that ends behind a frame from a complete one", async () => {
    const bytes = buildGif({ frames: 3 });
    const frameBytes = buildGif({ frames: 4 }).length - bytes.length;
    const marks = [1, 2, 3];
    const lacking = await listAcceptedLacks(bytes);
    // Without the trailer, the end of the sub-blocks, the end code; or with nothing of the next frame.
    expect(lacking).toEqual(
      [0, 1, 2].flatMap((frames) => [
        ...(frames === 0 ? [] : [frames * frameBytes]),
        ...marks.map((mark) => frames * frameBytes + mark),
      ]),
    );
  });

  it("cannot tell a fragmented video that ends between two fragments from a complete one", async () => {
    const [short, long] = [buildMp4({ fragments: 2 }), buildMp4({ fragments: 3 })];
    const accepted: number[] = [];
    for (let length = short.length - 1; length < long.length; length++) {
      const result = await inspectMedia(bytesOf(new Blob([long.subarray(0, length)])));
      if (result.ok) accepted.push(length);
    }
    // After the second fragment, and after the third one's header, which holds no data yet; up to seven bytes
    // behind could be anything.
    const media = box("mdat", new Uint8Array(40));
    const header = long.length - short.length - media.length;
    const withStray = (length: number) => Array.from({ length: 8 }, (_, more) => length + more);
    expect(accepted).toEqual([short.length, short.length + header].flatMap(withStray));
  });

  it("has an answer for any bytes behind any beginning", async () => {
    const sample = fc.constantFrom(...sampleMedia.map(([, bytes]) => bytes));
    await fc.assert(
      fc.asyncProperty(
        sample,
        fc.nat(600),
        fc.uint8Array({ maxLength: 300 }),
        async (bytes, cut, noise) => {
          const result = await inspectMedia(
            bytesOf(new Blob([bytes.subarray(0, cut), joinBytes(noise)])),
          );
          expect(result.ok ? result.media.totalBytes > 0 : result.refusal.code.length > 0).toBe(
            true,
          );
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("has an answer for a file with any bytes changed", async () => {
    const sample = fc.constantFrom(...sampleMedia.map(([, bytes]) => bytes));
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sample, changes, async (original, edits) => {
        const bytes = joinBytes(original);
        for (const [place, value] of edits) bytes[place % bytes.length] = value;
        const result = await inspectMedia(bytesOf(new Blob([bytes])));
        expect(result.ok ? result.media.totalBytes : result.refusal.code).toBeTruthy();
      }),
      { numRuns: 1500 },
    );
  });

  const boxSizes: readonly [string, (type: string) => Uint8Array<ArrayBuffer>, string][] = [
    ["smaller than its own header", (type) => joinBytes(u32(7), type), "malformed"],
    ["of nearly 4 GiB", (type) => joinBytes(u32(0xffffffff), type), "ends-early"],
    [
      "smaller than its own header in 64 bits",
      (type) => joinBytes(u32(1), type, u64(15)),
      "malformed",
    ],
    ["of 0 in 64 bits", (type) => joinBytes(u32(1), type, u64(0)), "malformed"],
    ["of 2 ** 64 - 1", (type) => joinBytes(u32(1), type, Array<number>(8).fill(255)), "ends-early"],
    ["in 64 bits, cut off", (type) => joinBytes(u32(1), type, [0, 0]), "ends-early"],
  ];
  it.each(boxSizes)(
    "refuses a box size %s where the box is needed",
    async (_name, last, damage) => {
      const bytes = joinBytes(buildMp4(), last("mdat"));
      expect(await inspectMedia(bytesOf(new Blob([bytes])))).toMatchObject({
        refusal: { code: "truncated-file", details: { damage } },
      });
    },
  );

  it.each(boxSizes)("passes over a box size %s behind a whole film", async (_name, last) => {
    const bytes = joinBytes(buildMp4(), last("skip"));
    expect(await inspectMedia(bytesOf(new Blob([bytes])))).toMatchObject({ ok: true });
  });

  it("calls an index without a header malformed", async () => {
    const bytes = joinBytes(ftyp("isom"), box("moov", Array<number>(64).fill(0)), box("mdat", [1]));
    expect(await inspectMedia(bytesOf(new Blob([bytes])))).toMatchObject({
      refusal: { code: "truncated-file", details: { damage: "malformed" } },
    });
  });

  it("does not count a million tiny boxes to the end", async () => {
    const boxes = new Uint8Array(8_000_000);
    for (let offset = 0; offset < boxes.length; offset += 8)
      boxes.set([0, 0, 0, 8, 102, 114, 101, 101], offset);
    const type = ftyp("isom");
    const media = box("mdat", [1]);
    expect(await inspectQuickly(new Blob([type, boxes, moov(), media]))).toMatchObject({
      refusal: { code: "truncated-file", details: { damage: "malformed" } },
    });
    expect(await inspectQuickly(new Blob([type, moov(), boxes, media]))).toMatchObject({
      ok: true,
    });
    const inside = joinBytes(u32(boxes.length + 8), "moov");
    expect(await inspectQuickly(new Blob([type, inside, boxes, media]))).toMatchObject({
      ok: false,
    });
  });

  it.each([
    ["sub-blocks without end", [0x21, 0xf9], Uint8Array.of(1, 1)],
    ["empty extensions without end", [], Uint8Array.of(0x21, 0xf9, 0)],
    ["frames without end", [], Uint8Array.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 0)],
    [
      "frames of many pixels and no codes",
      [],
      Uint8Array.of(0x2c, 0, 0, 0, 0, 255, 255, 255, 255, 0, 8, 255),
    ],
  ])("reads a GIF with %s in bounded time", async (_name, start, unit) => {
    const tail = new Uint8Array(15_000_000).map((_, index) => unit[index % unit.length] ?? 0);
    const gif = buildGif().subarray(0, -1);
    const result = await inspectQuickly(new Blob([gif, joinBytes(start), tail]));
    expect(result).toHaveProperty("ok");
  });

  it.each([
    ["fill bytes", [0xff]],
    ["stuffed bytes", [0xff, 0]],
    ["restart marks", [0xff, 0xd0]],
    ["empty segments", [0xff, 0xe0, 0, 2]],
    ["empty scans", [0xff, 0xda, 0, 2]],
  ])("reads a JPEG of nothing but %s in bounded time", async (_name, unit) => {
    const tail = new Uint8Array(15_000_000).map((_, index) => unit[index % unit.length] ?? 0);
    expect(await inspectQuickly(new Blob([Uint8Array.of(0xff, 0xd8, 0xff), tail]))).toMatchObject({
      refusal: { code: "truncated-file" },
    });
  });
});
