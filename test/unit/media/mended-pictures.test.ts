import { describe, expect, it } from "vitest";
import { decideFit } from "../../../lib/media/decide-fit";
import { stripMetadata } from "../../../lib/media/strip/strip-metadata";
import { readPieces, totalPieceBytes } from "../../../lib/media/strip/stripped";
import { buildGif } from "./build-gif";
import { buildJpeg } from "./build-jpeg";
import { buildPng, pngChunk } from "./build-png";
import { buildExtendedWebp, buildWebp } from "./build-webp";
import { bytesOf } from "./bytes-of";
import { inspectBytes, truncated } from "./inspect-bytes";
import { type BytePart, joinBytes, u32 } from "./join-bytes";
import { inspectMedia } from "../../../lib/media/inspect-media";

/** What would go up of a file; null where it would be drawn anew, or not at all. */
async function mend(...parts: readonly BytePart[]): Promise<Uint8Array | null> {
  const file = bytesOf(new Blob([joinBytes(...parts)]));
  const result = await inspectMedia(file);
  if (!result.ok || result.isDamaged === true) return null;
  const stripped = await stripMetadata(file, result.media.mediaType);
  if (stripped.outcome === "clean") return file.read(0, file.size);
  if (stripped.outcome === "cannot-be-cleaned") return null;
  return readPieces(file, stripped.pieces, 0, totalPieceBytes(stripped.pieces));
}

const NOISE = "SEFT a camera's trailer with a position";
const JPEG = buildJpeg({ widthPx: 40, heightPx: 24 });
const PNG = buildPng({ widthPx: 9, heightPx: 7 });
const GIF = buildGif({ frames: 3 });
const WEBP = buildWebp();
const EXTENDED = buildExtendedWebp();

describe("a picture that lacks nothing but marks becomes the whole one, without being coded anew", () => {
  it.each<[string, Uint8Array, readonly BytePart[]]>([
    ["a JPEG without its end mark", JPEG, [JPEG.subarray(0, -2)]],
    ["a JPEG with half of its end mark", JPEG, [JPEG.subarray(0, -1)]],
    [
      "a JPEG with zeros in place of its end mark",
      JPEG,
      [JPEG.subarray(0, -2), Array<number>(64).fill(0)],
    ],
    [
      "a JPEG with a camera's trailer in place of its end mark",
      JPEG,
      [JPEG.subarray(0, -2), NOISE],
    ],
    [
      "a JPEG that is cut off in a comment behind its pixels",
      JPEG,
      [JPEG.subarray(0, -2), [0xff, 0xfe, 0, 99], "cut"],
    ],
    ["a GIF without its trailer", GIF, [GIF.subarray(0, -1)]],
    [
      "a GIF with zeros in place of its trailer",
      GIF,
      [GIF.subarray(0, -1), Array<number>(99).fill(0)],
    ],
    ["a GIF that lacks the end of its sub-blocks, too", GIF, [GIF.subarray(0, -2)]],
    [
      "a GIF with an unknown block in place of its trailer",
      GIF,
      [GIF.subarray(0, -1), [0x77], NOISE],
    ],
    ["a GIF that is cut off in a comment", GIF, [GIF.subarray(0, -1), [0x21, 0xfe, 99], "cut"]],
    ["a PNG without its end chunk", PNG, [PNG.subarray(0, -12)]],
    ["a PNG that is cut off in its end chunk", PNG, [PNG.subarray(0, -5)]],
    [
      "a PNG that is cut off in a text behind its pixels",
      PNG,
      [PNG.subarray(0, -12), u32(99), "tEXtcut"],
    ],
    [
      "a PNG with a wrong checksum of its gamma",
      PNG,
      [PNG.subarray(0, 33), pngChunk("gAMA", u32(45_455)).fill(0, 12), PNG.subarray(33)],
    ],
    [
      "a WEBP that announces more bytes than there are",
      WEBP,
      ["RIFF", [200, 0, 0, 0], WEBP.subarray(8)],
    ],
    [
      "a WEBP that announces fewer bytes than its picture has",
      WEBP,
      ["RIFF", [12, 0, 0, 0], WEBP.subarray(8)],
    ],
    [
      "a WEBP that announces no bytes at all",
      EXTENDED,
      ["RIFF", [0, 0, 0, 0], EXTENDED.subarray(8)],
    ],
    [
      "a WEBP that is cut off in EXIF data behind its picture",
      EXTENDED,
      [EXTENDED, "EXIF", [99, 0, 0, 0], "cut"],
    ],
  ])("%s", async (_name, whole, parts) => {
    expect(await mend(...parts)).toEqual(whole);
  });

  it("lets a GIF's last sub-block be as long as it is", async () => {
    const gif = buildGif({ widthPx: 20, heightPx: 20 });
    // The last sub-block loses its end code, and the chain its end.
    const mended = await mend(gif.subarray(0, -3));
    expect(mended).not.toBeNull();
    expect(await inspectBytes(mended ?? [])).toMatchObject({ ok: true, media: { frameCount: 1 } });
    expect(mended?.slice(-2)).toEqual(Uint8Array.of(0, 0x3b));
  });
});

describe("a picture that lacks pixels is refused as cut short", () => {
  it.each<[string, string, readonly BytePart[]]>([
    ["image/jpeg", "a JPEG", [JPEG.subarray(0, -3)]],
    [
      "image/jpeg",
      "a JPEG with a trailer behind the cut",
      [JPEG.subarray(0, -4), [0xff, 0xfe, 0, 3, 1]],
    ],
    ["image/png", "a PNG", [PNG.subarray(0, -30)]],
    ["image/gif", "a GIF", [buildGif().subarray(0, -5)]],
    [
      "image/gif",
      "a GIF that announces another frame",
      [GIF.subarray(0, -1), [0x21, 0xf9, 4, 0, 10, 0, 0, 0]],
    ],
    ["image/webp", "a WEBP", [WEBP.subarray(0, -3)]],
  ])("%s: %s", async (mediaType, _name, parts) => {
    expect(await inspectBytes(...parts)).toMatchObject(truncated(mediaType));
  });
});

describe("a picture that contradicts its format, and yet tells its size, is drawn anew by the browser", () => {
  const badSum = joinBytes(PNG);
  badSum.set([0, 0, 0, 0], PNG.length - 16);
  const frame = [0x2c, 0, 0, 0, 0, 0, 0, 5, 0, 0, 2, 1, 5, 0];
  it.each<[string, readonly BytePart[]]>([
    ["a PNG with a wrong checksum of its pixels", [badSum]],
    ["a GIF with a frame of no width", [GIF.subarray(0, -1), frame, [0x3b]]],
    ["a GIF with a screen of no size", [GIF.subarray(0, 6), [0, 0, 0, 0], GIF.subarray(10)]],
    [
      "a JPEG with arithmetic codes",
      [JPEG.map((byte, at) => (byte === 0xc0 && JPEG[at - 1] === 0xff ? 0xc9 : byte))],
    ],
    [
      "a JPEG of 12 bits",
      [
        JPEG.map((byte, at) =>
          at > 4 && JPEG[at - 3] === 0xc0 && JPEG[at - 4] === 0xff ? 12 : byte,
        ),
      ],
    ],
  ])("%s", async (_name, parts) => {
    const result = await inspectBytes(...parts);
    expect(result).toMatchObject({ ok: true, isDamaged: true });
    expect(decideFit(result, 100, "standard")).toMatchObject({
      verdict: "convert",
      conversion: { kind: "picture", because: "damaged" },
    });
  });
});
