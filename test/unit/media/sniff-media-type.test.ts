import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SNIFF_BYTES, sniffMediaType } from "../../../lib/media/sniff-media-type";
import type { KnownTypeName } from "../../../lib/media/media-info";
import { ftyp } from "./build-mp4";
import { type BytePart, joinBytes } from "./join-bytes";
import { sampleMedia } from "./sample-media";

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function padded(...parts: readonly BytePart[]): Uint8Array {
  return joinBytes(...parts, Array<number>(64).fill(0));
}

/** Packets of a transport stream, each with `before` bytes of time stamp ahead of it. */
function packets(count: number, before = 0): Uint8Array {
  const packet = [...Array<number>(before).fill(9), 0x47, ...Array<number>(187).fill(1)];
  return joinBytes(...Array<number[]>(count).fill(packet));
}

const known: Record<Exclude<KnownTypeName, "text">, readonly Uint8Array[]> = {
  avif: [ftyp("avif"), ftyp("avis"), ftyp("mif1", ["mif1", "avif", "miaf"])],
  heic: [
    ftyp("heic"),
    ftyp("heix"),
    ftyp("hevc"),
    ftyp("mif1", ["mif1", "heic"]),
    ftyp("mif1"),
    ftyp("msf1"),
  ],
  svg: [
    utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    utf8('\uFEFF<?xml version="1.0"?>\n<!-- drawn by hand --> <svg>'),
    utf8('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN">'),
    utf8('<ns0:svg xmlns:ns0="http://www.w3.org/2000/svg"/>'),
    utf8('<?xml version="1.0"?><?xml-stylesheet href="a.css"?>\n<svg/>'),
    utf8("<!DOCTYPE x:svg [<!ENTITY gt \"]>\"> <!ENTITY a '>'>]><x:svg/>"),
    utf8('<!DOCTYPE drawing [<!ENTITY a "b">]><svg/>'),
    // Its beginning is all comment.
    utf8(`<?xml version="1.0"?><!-- Made with an SVG editor ${"x".repeat(5000)} --><svg/>`),
    joinBytes('<?xml version="1.0" encoding="ISO-8859-1"?><!-- \xe9 --><svg/>'),
    new Uint8Array(Buffer.from("\uFEFF<svg>é</svg>", "utf16le")),
    new Uint8Array(Buffer.from('<?xml version="1.0"?><svg>é</svg>', "utf16le")),
    new Uint8Array(Buffer.from("<svg>é</svg>", "utf16le").swap16()),
  ],
  bmp: [
    padded("BM", [1, 2, 3, 4, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]),
    padded("BM", [1, 2, 3, 4, 9, 9, 9, 9, 138, 0, 0, 0, 124, 0, 0, 0]),
  ],
  tiff: [padded("II*\0"), padded("MM\0*"), padded("II+\0")],
  ico: [padded([0, 0, 1, 0, 1, 0]), padded([0, 0, 2, 0, 1, 0])],
  jxl: [padded([0xff, 0x0a]), padded("\0\0\0\x0cJXL \r\n\x87\n")],
  jp2: [padded("\0\0\0\x0cjP  \r\n\x87\n")],
  psd: [padded("8BPS\0\x01")],
  webm: [padded([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], "webm")],
  matroska: [padded([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x88], "matroska")],
  "mpeg-ts": [packets(3), packets(3, 4), joinBytes("a piece of a packet", packets(6))],
  "mpeg-ps": [padded([0, 0, 1, 0xba])],
  "mp4-segment": [
    padded([0, 0, 0, 24], "styp"),
    padded([0, 0, 0, 24], "moof"),
    padded([0, 0, 0, 24], "sidx"),
  ],
  hls: [utf8("#EXTM3U\n#EXT-X-VERSION:3\n")],
  dash: [
    utf8('<?xml version="1.0"?><m:MPD xmlns:m="urn:mpeg:dash:schema:mpd:2011">'),
    utf8('<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">'),
    utf8("<MPD>"),
  ],
  avi: [padded("RIFF\x10\0\0\0AVI LIST")],
  "3gp": [ftyp("3gp4"), ftyp("3gp5", ["3gp5", "isom"]), ftyp("3g2a")],
  flv: [padded("FLV\x01")],
  wmv: [padded([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11])],
  mp3: [padded("ID3\x04"), padded([0xff, 0xfb, 0x90, 0x64])],
  m4a: [ftyp("M4A ", ["M4A ", "mp42", "isom"]), ftyp("M4B ")],
  aac: [padded([0xff, 0xf1, 0x50])],
  ogg: [padded("OggS\0")],
  wav: [padded("RIFF\x10\0\0\0WAVEfmt ")],
  flac: [padded("fLaC")],
  pdf: [padded("%PDF-1.7")],
  zip: [padded("PK\x03\x04")],
  gzip: [padded([0x1f, 0x8b, 8])],
  html: [
    utf8("<!DOCTYPE html><title>Sign in</title>"),
    utf8("\n  <html lang=en>"),
    utf8("<!-- cached --><HTML>"),
    utf8('<?xml version="1.0"?><!DOCTYPE html PUBLIC>'),
    utf8("<script>location='/login'</script>"),
    joinBytes([0xff, 0xfe], "<\0h\0t\0m\0l\0>\0"),
  ],
  xml: [utf8('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), utf8("<rss>")],
  json: [utf8('{"error":"not found"}'), utf8("[]"), utf8(' [ {"a":1}]'), utf8("{}")],
};

describe("sniffMediaType", () => {
  it.each([
    ["JPEG", "image/jpeg"],
    ["PNG", "image/png"],
    ["animated PNG", "image/png"],
    ["lossy WEBP", "image/webp"],
    ["old GIF", "image/gif"],
    ["animated GIF", "image/gif"],
    ["MP4 for streaming", "video/mp4"],
    ["QuickTime", "video/quicktime"],
    ["old QuickTime", "video/quicktime"],
  ])("accepts a %s as %s", (name, mediaType) => {
    const bytes = sampleMedia.find(([sample]) => sample === name)?.[1] ?? new Uint8Array();
    expect(sniffMediaType(bytes)).toEqual({ kind: "accepted", mediaType });
  });

  it.each(["isom", "iso2", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4VH", "dash", "MSNV", "f4v "])(
    "takes the brand %j for MP4",
    (brand) => {
      expect(sniffMediaType(ftyp(brand))).toEqual({ kind: "accepted", mediaType: "video/mp4" });
    },
  );

  it("goes by the compatible brands when the major one is unheard of", () => {
    const mp4 = { kind: "accepted", mediaType: "video/mp4" };
    expect(sniffMediaType(ftyp("XAVC", ["XAVC", "mp42"]))).toEqual(mp4);
    expect(sniffMediaType(ftyp("mp42", ["M4A ", "mp42"]))).toEqual(mp4);
    expect(sniffMediaType(ftyp("none", ["qt  "]))).toMatchObject({ mediaType: "video/quicktime" });
    expect(sniffMediaType(ftyp("none", ["nope"]))).toEqual({ kind: "unknown" });
  });

  it.each(["moov", "mdat", "wide", "free", "skip", "pnot"])(
    "takes a file that begins with %j for old QuickTime",
    (type) => {
      expect(sniffMediaType(padded([0, 0, 0, 8], type))).toEqual({
        kind: "accepted",
        mediaType: "video/quicktime",
      });
    },
  );

  it("knows media data of more than half a gigabyte at the start of old QuickTime", () => {
    expect(sniffMediaType(padded([0x40, 0, 0, 0], "mdat"))).toMatchObject({
      mediaType: "video/quicktime",
    });
  });

  for (const [name, samples] of Object.entries(known)) {
    it(`knows ${name}`, () => {
      for (const bytes of samples) expect(sniffMediaType(bytes)).toEqual({ kind: "known", name });
    });
  }

  it.each([
    "Not found",
    "Hi, free pictures for all",
    "Größe: 3",
    "GIF is not allowed",
    "BM is a car maker's other half",
    "ID3 tags",
    "G".repeat(180),
    "(no json",
    "[see here]",
  ])("takes %j for text", (text) => {
    expect(sniffMediaType(utf8(text))).toEqual({ kind: "known", name: "text" });
  });

  it("forgives a character cut in two at the end of what is looked at", () => {
    expect(sniffMediaType(utf8("é".repeat(SNIFF_BYTES)).subarray(1))).toEqual({ kind: "unknown" });
    expect(sniffMediaType(utf8(`a${"é".repeat(SNIFF_BYTES)}`))).toEqual({
      kind: "known",
      name: "text",
    });
  });

  it("says when it does not know, and when there is nothing to know", () => {
    expect(sniffMediaType(Uint8Array.of(0, 1, 2, 3))).toEqual({ kind: "unknown" });
    expect(sniffMediaType(Uint8Array.of(0xc0, 0x80))).toEqual({ kind: "unknown" });
    expect(sniffMediaType(Uint8Array.of(0xff, 0xd8))).toEqual({ kind: "unknown" });
    expect(sniffMediaType(new Uint8Array())).toEqual({ kind: "empty" });
  });

  it("reads a view of a larger buffer from where the view begins", () => {
    const buffer = joinBytes("<html>", ftyp("mp42"), "<html>");
    expect(sniffMediaType(buffer.subarray(6, -6))).toMatchObject({ mediaType: "video/mp4" });
  });

  it("has an answer for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(sniffMediaType(bytes).kind === "empty").toBe(bytes.length === 0);
      }),
    );
  });
});
