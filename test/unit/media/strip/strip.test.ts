import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildOrientationExif,
  type Orientation,
  readOrientation,
} from "../../../../lib/media/strip/orientation-exif";
import { stripJpeg } from "../../../../lib/media/strip/strip-jpeg";
import { stripMetadata } from "../../../../lib/media/strip/strip-metadata";
import { stripPng } from "../../../../lib/media/strip/strip-png";
import { stripWebp } from "../../../../lib/media/strip/strip-webp";
import { readJpeg } from "../../../../lib/media/read-jpeg";
import { readPng } from "../../../../lib/media/read-png";
import { readWebp } from "../../../../lib/media/read-webp";
import { buildGif } from "../build-gif";
import { buildJpeg } from "../build-jpeg";
import { buildPng, pngChunk } from "../build-png";
import { buildExtendedWebp, buildWebp } from "../build-webp";
import { type BytePart, joinBytes, u16, u16le, u32le } from "../join-bytes";
import { bytesOf } from "../bytes-of";

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
const join = (parts: Bytes[] | null) => parts && joinBytes(...parts);

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
const ICC = segment(0xe2, "ICC_PROFILE\0", [1, 1], "a profile");
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
          expect(join(stripJpeg(jpegWith(segments)))).toEqual(jpegWith([ICC, ADOBE]));
        },
      ),
    );
  });

  it("keeps how it is to be turned, and nothing else of its EXIF data", () => {
    fc.assert(
      fc.property(anyOrientation, anyByteOrder, (orientation, order) => {
        const tagged = jpegWith([segment(0xe1, "Exif\0\0", exif(orientation, order)), ICC]);
        const clean = join(stripJpeg(tagged)) ?? tagged;
        expect(textOf(clean)).not.toContain("NIKON");
        expect(readJpeg(clean)).toEqual(readJpeg(tagged));
        const kept = clean.indexOf(0xe1);
        const isTurned = orientation !== 1;
        expect(textOf(clean).includes("Exif")).toBe(isTurned);
        if (isTurned) expect(readOrientation(clean.subarray(kept + 9))).toBe(orientation);
        // Once is enough.
        expect(stripJpeg(clean)).toBeNull();
      }),
    );
  });

  it("loses what follows its end: another picture, a film, with places of their own", () => {
    const whole = buildJpeg();
    expect(join(stripJpeg(joinBytes(whole, "ftyp", SECRET)))).toEqual(whole);
  });

  it("without such data stays as it is", () => {
    expect(stripJpeg(buildJpeg())).toBeNull();
    expect(stripJpeg(jpegWith([ICC, segment(0xfe, "a comment")]))).toBeNull();
  });

  it("that ends early is left alone", () => {
    const tagged = jpegWith([segment(0xe1, "Exif\0\0", exif(6))]);
    for (let length = 0; length < tagged.length; length += 1) {
      expect(stripJpeg(tagged.subarray(0, length))).toBeNull();
    }
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
        const clean = join(stripPng(pngWith([...some, profile])));
        expect(clean).toEqual(pngWith([profile]));
        expect(clean && readPng(clean).damage).toBeNull();
      }),
    );
  });

  it("keeps how it is to be turned", () => {
    fc.assert(
      fc.property(anyOrientation, (orientation) => {
        const clean = join(stripPng(pngWith([pngChunk("eXIf", exif(orientation))])));
        const kept = pngChunk("eXIf", buildOrientationExif(orientation));
        expect(clean).toEqual(orientation === 1 ? buildPng() : pngWith([kept]));
        expect(clean && stripPng(clean)).toBeNull();
      }),
    );
  });

  it("that moves keeps its frames", () => {
    const moving = buildPng({ frames: 3 });
    expect(stripPng(moving)).toBeNull();
    const tagged = joinBytes(moving.subarray(0, 33), secrets[1] ?? [], moving.subarray(33));
    expect(join(stripPng(tagged))).toEqual(moving);
  });

  it("without such data stays as it is, and so does one that ends early", () => {
    expect(stripPng(buildPng())).toBeNull();
    const tagged = pngWith(secrets);
    for (let length = 0; length < tagged.length; length += 7) {
      expect(stripPng(tagged.subarray(0, length))).toBeNull();
    }
  });
});

describe("a WEBP", () => {
  it("loses EXIF and XMP with their flags, and nothing else", () => {
    const tagged = webpWith([chunk("EXIF", exif(1)), chunk("XMP ", joinBytes(SECRET, "!"))], 0x3c);
    const clean = join(stripWebp(tagged));
    expect(clean).toEqual(webpWith([], 0x30));
    expect(clean && readWebp(clean, clean.length)).toEqual(readWebp(tagged, tagged.length));
  });

  it("keeps how it is to be turned", () => {
    fc.assert(
      fc.property(anyOrientation, fc.boolean(), (orientation, isPrefixed) => {
        const data = joinBytes(isPrefixed ? "Exif\0\0" : "", exif(orientation));
        const clean = join(stripWebp(webpWith([chunk("EXIF", data)], 0x08)));
        const kept = chunk("EXIF", buildOrientationExif(orientation));
        expect(clean).toEqual(orientation === 1 ? webpWith([], 0) : webpWith([kept], 0x08));
        expect(clean && stripWebp(clean)).toBeNull();
      }),
    );
  });

  it("loses what follows its end", () => {
    expect(join(stripWebp(joinBytes(buildWebp(), SECRET)))).toEqual(buildWebp());
  });

  it("without such data stays as it is, and so does one that ends early", () => {
    expect(stripWebp(buildWebp())).toBeNull();
    expect(stripWebp(buildExtendedWebp())).toBeNull();
    const tagged = webpWith([chunk("EXIF", exif(6))], 0x08);
    for (let length = 0; length < tagged.length; length += 3) {
      expect(stripWebp(tagged.subarray(0, length))).toBeNull();
    }
  });
});

describe("bytes of any kind", () => {
  it("never bring it down, and what comes out is never longer", () => {
    const starts = [buildJpeg().subarray(0, 20), buildPng().subarray(0, 8), buildWebp()];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const bytes = joinBytes(start, rest);
        for (const strip of [stripJpeg, stripPng, stripWebp]) {
          const clean = join(strip(bytes));
          if (clean !== null) expect(clean.length).toBeLessThanOrEqual(bytes.length + 12);
        }
      }),
    );
  });

  it("of a type that is not of still pictures are not touched", async () => {
    const gif = new Blob([buildGif({ frames: 2 })]);
    expect(await stripMetadata(bytesOf(gif), "image/gif")).toBeNull();
    const tagged = new Blob([jpegWith([segment(0xe1, "Exif\0\0", exif(1))])]);
    const clean = await stripMetadata(bytesOf(tagged), "image/jpeg");
    expect(clean).toEqual(buildJpeg());
  });
});
