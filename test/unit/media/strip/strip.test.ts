import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildOrientationExif,
  type Orientation,
  readOrientation,
} from "../../../../lib/media/strip/orientation-exif";
import { stripJpeg } from "../../../../lib/media/strip/strip-jpeg";
import { stripMetadata } from "../../../../lib/media/strip/strip-metadata";
import { stripGif } from "../../../../lib/media/strip/strip-gif";
import { stripPng } from "../../../../lib/media/strip/strip-png";
import { stripWebp } from "../../../../lib/media/strip/strip-webp";
import type { Stripped } from "../../../../lib/media/strip/stripped";
import { readGif } from "../../../../lib/media/read-gif";
import { readJpeg } from "../../../../lib/media/read-jpeg";
import { readPng } from "../../../../lib/media/read-png";
import { readWebp } from "../../../../lib/media/read-webp";
import { buildGif } from "../build-gif";
import { buildJpeg } from "../build-jpeg";
import { buildPng, pngChunk } from "../build-png";
import { buildExtendedWebp, buildWebp } from "../build-webp";
import { type BytePart, joinBytes, u16, u16le, u32le } from "../join-bytes";
import { strippedBytes } from "./strip-file";

type Bytes = Uint8Array<ArrayBuffer>;

const SECRET = "51.5007N 0.1246W NIKON";
const anyOrientation = fc.integer({ min: 1, max: 8 }).map((value) => value as Orientation);
const anyByteOrder = fc.constantFrom("II", "MM");

/** EXIF with a camera before the orientation and a place behind it. */
function exif(orientation: number, order: string = "MM"): Bytes {
  const two = order === "II" ? u16le : u16;
  const four = (value: number) =>
    order === "II" ? u32le(value) : [...u16(value >>> 16), ...u16(value & 0xffff)];
  const entry = (tag: number, type: number, count: number, value: readonly number[]) => [
    ...two(tag),
    ...two(type),
    ...four(count),
    ...value,
  ];
  return joinBytes(
    order,
    two(42),
    four(8),
    two(2),
    entry(0x010f, 2, SECRET.length, four(38)),
    entry(0x0112, 3, 1, [...two(orientation), 0, 0]),
    four(0),
    SECRET,
  );
}

function segment(marker: number, ...content: readonly BytePart[]): Bytes {
  const data = joinBytes(...content);
  return joinBytes([0xff, marker], u16(data.length + 2), data);
}

function chunk(name: string, data: Bytes): Bytes {
  return joinBytes(name, u32le(data.length), data, data.length % 2 === 1 ? [0] : []);
}

/** Puts segments behind a JPEG's first one, JFIF's. */
function jpegWith(segments: readonly Bytes[], jpeg = buildJpeg()): Bytes {
  const jfifEnd = 20;
  return joinBytes(jpeg.subarray(0, jfifEnd), ...segments, jpeg.subarray(jfifEnd));
}

/** Puts chunks before a PNG's end. */
function pngWith(chunks: readonly Bytes[]): Bytes {
  const png = buildPng();
  return joinBytes(png.subarray(0, 33), ...chunks, png.subarray(33));
}

/** Appends chunks to an extended WEBP and sets its flags. */
function webpWith(chunks: readonly Bytes[], flags: number): Bytes {
  const content = joinBytes(buildExtendedWebp().subarray(12), ...chunks);
  content[8] = flags;
  return joinBytes("RIFF", u32le(content.length + 4), "WEBP", content);
}

const textOf = (bytes: Bytes) => Buffer.from(bytes).toString("latin1");

/** What a picture becomes: null where it is clean, its outcome where it cannot be cleaned. */
function made(strip: (bytes: Bytes) => Stripped, bytes: Bytes): Bytes | null | "cannot-be-cleaned" {
  const stripped = strip(bytes);
  switch (stripped.outcome) {
    case "clean":
      return null;
    case "cannot-be-cleaned":
      return stripped.outcome;
    case "cleaned":
      return joinBytes(
        ...stripped.pieces.map((piece) => {
          switch (piece.kind) {
            case "keep":
              return bytes.subarray(piece.startByte, piece.endByte);
            case "put":
              return piece.bytes;
            case "zeros":
              return new Uint8Array(piece.byteCount);
          }
        }),
      );
  }
}

/** As {@link made}; the picture itself where it is clean. */
function cleaned(strip: (bytes: Bytes) => Stripped, bytes: Bytes): Bytes {
  const own = made(strip, bytes) ?? bytes;
  if (typeof own === "string") throw new Error(own);
  return own;
}

describe("the orientation", () => {
  it("is read in either byte order, and written so that it is read again", () => {
    fc.assert(
      fc.property(anyOrientation, anyByteOrder, (orientation, order) => {
        expect(readOrientation(exif(orientation, order))).toBe(orientation);
        expect(readOrientation(buildOrientationExif(orientation))).toBe(orientation);
      }),
    );
  });

  it("is upright where the data says nothing or nonsense", () => {
    expect(readOrientation(exif(0))).toBe(1);
    expect(readOrientation(exif(9))).toBe(1);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(readOrientation(bytes)).toBeGreaterThanOrEqual(1);
        expect(readOrientation(bytes)).toBeLessThanOrEqual(8);
      }),
    );
  });
});

const anySecretSegment = fc
  .tuple(
    fc.constantFrom(
      segment(0xe1, "Exif\0\0", exif(1)),
      segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", SECRET),
      segment(0xed, "Photoshop 3.0\0", SECRET),
      segment(0xe2, "MPF\0", SECRET),
      segment(0xe0, "JFXX\0", SECRET),
      segment(0xe5, SECRET),
    ),
  )
  .map(([bytes]) => bytes);
/** A profile's size, its signature 36 bytes behind, and the rest. */
const PROFILE = joinBytes(u16(0), u16(48), new Uint8Array(32), "acsp", "profile!");
const ICC = segment(0xe2, "ICC_PROFILE\0", [1, 1], PROFILE);
const ADOBE = segment(0xee, "Adobe", [0, 100, 0, 0, 0, 0, 1]);

describe("a JPEG", () => {
  it("loses every segment that tells of place, camera or editing, and nothing else", () => {
    fc.assert(
      fc.property(
        fc.array(anySecretSegment, { minLength: 1, maxLength: 4 }),
        fc.nat(4),
        (secrets, at) => {
          const segments = [...secrets];
          segments.splice(at, 0, ICC, ADOBE);
          expect(made(stripJpeg, jpegWith(segments))).toEqual(jpegWith([ICC, ADOBE]));
        },
      ),
    );
  });

  it("keeps how it is to be turned, and nothing else of its EXIF data", () => {
    fc.assert(
      fc.property(anyOrientation, anyByteOrder, (orientation, order) => {
        const tagged = jpegWith([segment(0xe1, "Exif\0\0", exif(orientation, order)), ICC]);
        const clean = cleaned(stripJpeg, tagged);
        expect(textOf(clean)).not.toContain("NIKON");
        expect(readJpeg(clean)).toEqual(readJpeg(tagged));
        const kept = clean.indexOf(0xe1);
        const isTurned = orientation !== 1;
        expect(textOf(clean).includes("Exif")).toBe(isTurned);
        if (isTurned) expect(readOrientation(clean.subarray(kept + 9))).toBe(orientation);
        // Once is enough.
        expect(made(stripJpeg, clean)).toBeNull();
      }),
    );
  });

  it("loses what follows its end: another picture, a film, with places of their own", () => {
    const whole = buildJpeg();
    expect(made(stripJpeg, joinBytes(whole, "ftyp", SECRET))).toEqual(whole);
  });

  it("without such data stays as it is", () => {
    expect(made(stripJpeg, buildJpeg())).toBeNull();
    expect(made(stripJpeg, jpegWith([ICC]))).toBeNull();
  });

  it("loses comments, and what stands between segments, also before its scan and its end", () => {
    const whole = buildJpeg();
    const comment = joinBytes(SECRET, segment(0xfe, SECRET), [0xff, 0xff, 0xff, 0x01]);
    const scan = whole.lastIndexOf(0xda) - 1;
    const tagged = joinBytes(whole.subarray(0, scan), comment, whole.subarray(scan));
    expect(made(stripJpeg, tagged)).toEqual(whole);
    const end = joinBytes(whole.subarray(0, -2), segment(0xfe, SECRET), whole.subarray(-2));
    expect(made(stripJpeg, end)).toEqual(whole);
  });

  it("loses the thumbnail in JFIF's own segment, and a profile that is not whole", () => {
    const thumbnail = segment(0xe0, "JFIF\0", [1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]);
    const whole = buildJpeg();
    const tagged = joinBytes(whole.subarray(0, 2), thumbnail, whole.subarray(20));
    const own = segment(0xe0, "JFIF\0", [1, 1, 0, 0, 1, 0, 1, 0, 0]);
    expect(made(stripJpeg, tagged)).toEqual(
      joinBytes(whole.subarray(0, 2), own, whole.subarray(20)),
    );
    const part = segment(0xe2, "ICC_PROFILE\0", [1, 2], ICC.subarray(18));
    expect(made(stripJpeg, jpegWith([part]))).toEqual(whole);
  });

  it("without an end gets one; one that ends before its picture cannot be cleaned", () => {
    const tagged = jpegWith([segment(0xe1, "Exif\0\0", exif(1))]);
    expect(made(stripJpeg, tagged.subarray(0, -2))).toEqual(buildJpeg());
    for (let length = 0; length < tagged.indexOf(0xda); length += 1) {
      expect(made(stripJpeg, tagged.subarray(0, length))).toBe("cannot-be-cleaned");
    }
  });

  it("cannot be cleaned where a table is longer than what it holds", () => {
    const odd = jpegWith([segment(0xdd, [0, 0], SECRET)]);
    expect(made(stripJpeg, odd)).toBe("cannot-be-cleaned");
  });
});

describe("a PNG", () => {
  const secrets = [
    pngChunk("eXIf", exif(1)),
    pngChunk("tEXt", `Comment\0${SECRET}`),
    pngChunk("zTXt", SECRET),
    pngChunk("iTXt", `XML:com.adobe.xmp\0${SECRET}`),
    pngChunk("tIME", [7, 230, 1, 1, 0, 0, 0]),
    pngChunk("caBX", SECRET),
  ];
  const profile = pngChunk("iCCP", "profile");

  it("loses texts, EXIF and times, and nothing else", () => {
    fc.assert(
      fc.property(fc.subarray(secrets, { minLength: 1 }), (some) => {
        const clean = cleaned(stripPng, pngWith([...some, profile]));
        expect(clean).toEqual(pngWith([profile]));
        expect(readPng(clean).damage).toBeNull();
      }),
    );
  });

  it("keeps how it is to be turned", () => {
    fc.assert(
      fc.property(anyOrientation, (orientation) => {
        const clean = cleaned(stripPng, pngWith([pngChunk("eXIf", exif(orientation))]));
        const kept = pngChunk("eXIf", buildOrientationExif(orientation));
        expect(clean).toEqual(orientation === 1 ? buildPng() : pngWith([kept]));
        expect(made(stripPng, clean)).toBeNull();
      }),
    );
  });

  it("that moves keeps its frames", () => {
    const moving = buildPng({ frames: 3 });
    expect(made(stripPng, moving)).toBeNull();
    const tagged = joinBytes(moving.subarray(0, 33), secrets[1] ?? [], moving.subarray(33));
    expect(made(stripPng, tagged)).toEqual(moving);
  });

  it("without such data stays as it is; one that ends early gets an end, or cannot be cleaned", () => {
    expect(made(stripPng, buildPng())).toBeNull();
    const tagged = pngWith(secrets);
    const pixelsEnd = buildPng().length - 12;
    for (let length = 0; length < tagged.length; length += 7) {
      const clean = made(stripPng, tagged.subarray(0, length));
      if (clean === "cannot-be-cleaned") continue;
      // Whoever inspects the file has looked whether all pixels are in it.
      expect(clean?.slice(0, pixelsEnd)).toEqual(cleaned(stripPng, tagged).slice(0, pixelsEnd));
    }
    for (let length = 0; length < pixelsEnd; length += 1) {
      expect(made(stripPng, buildPng().subarray(0, length))).toBe("cannot-be-cleaned");
    }
  });
});

describe("a WEBP", () => {
  it("loses EXIF and XMP with their flags, and nothing else", () => {
    const tagged = webpWith([chunk("EXIF", exif(1)), chunk("XMP ", joinBytes(SECRET, "!"))], 0x3c);
    const clean = cleaned(stripWebp, tagged);
    expect(clean).toEqual(webpWith([], 0x30));
    expect(readWebp(clean, clean.length)).toEqual(readWebp(tagged, tagged.length));
  });

  it("keeps how it is to be turned", () => {
    fc.assert(
      fc.property(anyOrientation, fc.boolean(), (orientation, isPrefixed) => {
        const data = joinBytes(isPrefixed ? "Exif\0\0" : "", exif(orientation));
        const clean = cleaned(stripWebp, webpWith([chunk("EXIF", data)], 0x08));
        const kept = chunk("EXIF", buildOrientationExif(orientation));
        expect(clean).toEqual(orientation === 1 ? webpWith([], 0) : webpWith([kept], 0x08));
        expect(made(stripWebp, clean)).toBeNull();
      }),
    );
  });

  it("loses what follows its end", () => {
    expect(made(stripWebp, joinBytes(buildWebp(), SECRET))).toEqual(buildWebp());
  });

  it("loses unknown chunks inside of its frames", () => {
    const still = buildExtendedWebp().subarray(12);
    const moving = (...inner: readonly Bytes[]) => {
      const frame = chunk("ANMF", joinBytes(new Uint8Array(16), still.subarray(18), ...inner));
      const content = joinBytes(still.subarray(0, 18), frame);
      return joinBytes("RIFF", u32le(content.length + 4), "WEBP", content);
    };
    expect(made(stripWebp, moving(chunk("ABCD", joinBytes(SECRET))))).toEqual(moving());
    expect(made(stripWebp, moving())).toBeNull();
  });

  it("without such data stays as it is; one that ends in its picture cannot be cleaned", () => {
    expect(made(stripWebp, buildWebp())).toBeNull();
    expect(made(stripWebp, buildExtendedWebp())).toBeNull();
    const tagged = webpWith([chunk("EXIF", exif(6))], 0x08);
    // Without the byte that fills its last chunk up.
    const pictureEnd = webpWith([], 0).length - 1;
    for (let length = 0; length < tagged.length; length += 3) {
      const clean = made(stripWebp, tagged.subarray(0, length));
      expect(clean === "cannot-be-cleaned").toBe(length < pictureEnd);
    }
  });
});

describe("a GIF", () => {
  const whole = buildGif({ frames: 2 });
  const extension = (label: number, ...blocks: readonly string[]) =>
    joinBytes([0x21, label], ...blocks.flatMap((block) => [[block.length], block]), [0]);
  /** Before the first frame. */
  const gifWith = (...blocks: readonly Bytes[]) =>
    joinBytes(whole.subarray(0, 25), ...blocks, whole.subarray(25));

  it("loses comments, texts, XMP and notes of programs, and what follows its end", () => {
    const secrets = [
      extension(0xfe, SECRET, SECRET),
      extension(0x01, "123456789012", SECRET),
      extension(0xff, "XMP DataXMP", SECRET),
      extension(0xff, "ImageMagick", SECRET),
      extension(0x99, SECRET),
    ];
    expect(made(stripGif, joinBytes(gifWith(...secrets), SECRET))).toEqual(whole);
  });

  it("keeps how often it is repeated, and nothing else that stands there", () => {
    const loop = "NETSCAPE2.0";
    const tagged = gifWith(extension(0xff, loop, "\x01\0\0", SECRET));
    expect(made(stripGif, tagged)).toEqual(gifWith(extension(0xff, loop, "\x01\0\0")));
    expect(made(stripGif, whole)).toBeNull();
  });

  it("without an end gets one, and so do the sub-blocks of its last frame", () => {
    expect(made(stripGif, whole.subarray(0, -1))).toEqual(whole);
    expect(made(stripGif, whole.subarray(0, -2))).toEqual(whole);
    expect(readGif(cleaned(stripGif, whole.subarray(0, -3)))).toEqual(readGif(whole));
    expect(made(stripGif, whole.subarray(0, 25))).toBe("cannot-be-cleaned");
  });
});

describe("bytes of any kind", () => {
  it("never bring it down, and what comes out is hardly longer, and clean", () => {
    const starts = [
      buildJpeg().subarray(0, 20),
      buildPng().subarray(0, 8),
      buildWebp(),
      buildGif().subarray(0, 25),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const bytes = joinBytes(start, rest);
        for (const strip of [stripJpeg, stripPng, stripWebp, stripGif]) {
          const clean = made(strip, bytes);
          if (clean === null || clean === "cannot-be-cleaned") continue;
          expect(clean.length).toBeLessThanOrEqual(bytes.length + 12);
          expect(made(strip, clean)).toBeNull();
        }
      }),
    );
  });

  it("are judged by their type; a picture beyond any limit is not even read", async () => {
    const tagged = jpegWith([segment(0xe1, "Exif\0\0", exif(1))]);
    expect(await strippedBytes(tagged, "image/jpeg")).toEqual(buildJpeg());
    const huge = { size: 2 ** 26, read: () => Promise.reject(new Error("Read")) };
    expect(await stripMetadata(huge, "image/png")).toEqual({ outcome: "cannot-be-cleaned" });
  });
});
