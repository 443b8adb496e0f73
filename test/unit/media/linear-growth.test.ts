import { describe, expect, it } from "vitest";
import { parsePlaylist } from "../../../lib/capture/hls/parse-playlist";
import { parseSrcset } from "../../../lib/capture/versions/parse-srcset";
import { svgPixelSize } from "../../../lib/convert/svg-size";
import { readTiffHeader } from "../../../lib/convert/tiff-header";
import { sniffText } from "../../../lib/media/sniff-text";
import { stripJpeg } from "../../../lib/media/strip/strip-jpeg";
import { stripPng } from "../../../lib/media/strip/strip-png";
import { stripWebp } from "../../../lib/media/strip/strip-webp";
import { judgeSubtitles } from "../../../lib/media/subtitles";
import { findLinks } from "../../../lib/rules/find-links";
import { buildTiff } from "./build-tiff";

const UNIT = 4_000;
/** Faster than this, a clock's steps and the machine's other work say more than the parser. */
const FLOOR_MS = 8;
const RUNS = 2;

/** The best of some runs, in milliseconds. */
function fastest(parse: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    parse();
    return performance.now() - began;
  });
  return Math.min(...times);
}

const ascii = (text: string) => new TextEncoder().encode(text);
const svg = (width: string) => svgPixelSize({ width, height: null, viewBox: width });
const playlist = (line: string) => parsePlaylist(`#EXTM3U\n${line}\nx.ts`, "https://a.example/");
/** A post is short: a quarter of the others' lengths is long for it. */
const links = (text: string) => findLinks(text.slice(0, text.length / 4), new Set(["co", "com"]));
const subtitles = (text: string) => judgeSubtitles(text, text.length);

/** The input is made before the clock runs. */
function on<T>(parse: (input: T) => unknown, input: T): () => unknown {
  return () => parse(input);
}

const CASES: readonly (readonly [string, (count: number) => () => unknown])[] = [
  ["an SVG's digits", (n) => on(svg, `${"1".repeat(n)}!`)],
  ["an SVG's blanks", (n) => on(svg, `1${" ".repeat(n)}!`)],
  ["an SVG's commas", (n) => on(svg, `${", ".repeat(n)}!`)],
  ["a playlist's name", (n) => on(playlist, `#EXT-X-STREAM-INF:${"A".repeat(n)}`)],
  ["a playlist's attributes", (n) => on(playlist, `#EXT-X-KEY:${'A="'.repeat(n)}`)],
  ["a playlist's lines", (n) => on(playlist, "#EXT-X-STREAM-INF:AAAAAAAA\n".repeat(n))],
  ["a srcset's digits", (n) => on(parseSrcset, `a ${"1".repeat(n)}!x`)],
  ["a srcset's brackets", (n) => on(parseSrcset, `a ${"(".repeat(n)}`)],
  ["a srcset's commas", (n) => on(parseSrcset, `${",".repeat(n)}a${",".repeat(n)}`)],
  ["text that opens comments", (n) => on(sniffText, ascii("<!--".repeat(n)))],
  ["text of many comments", (n) => on(sniffText, ascii("<!-- -->".repeat(n)))],
  ["text of declarations", (n) => on(sniffText, ascii("<?xml ".repeat(n)))],
  ["subtitles of digits", (n) => on(subtitles, `WEBVTT\n${"0".repeat(n)}`)],
  ["subtitles of blanks", (n) => on(subtitles, `00:00:00,0${" ".repeat(n)}-`)],
  ["subtitles of half cues", (n) => on(subtitles, "0:00:00,0 -->\n".repeat(n))],
  ["a post's brackets", (n) => on(links, `a.co/${"(a".repeat(n)}`)],
  ["a post's open paths", (n) => on(links, "a.co/(".repeat(n))],
  ["a post's marks", (n) => on(links, `a.co/${"!".repeat(n)}?${"!".repeat(n)}`)],
  ["a post's dots", (n) => on(links, `${"a.".repeat(n)}co`)],
  ["a post's digits", (n) => on(links, `a.co:${"1".repeat(n)}`)],
  ["a JPEG of empty segments", (n) => on(stripJpeg, repeat([0xff, 0xe1, 0, 2], n, 2))],
  ["a JPEG of fill bytes", (n) => on(stripJpeg, new Uint8Array(n).fill(0xff))],
  ["a PNG of empty chunks", (n) => on(stripPng, new Uint8Array(8 + 12 * n))],
  ["a WEBP of empty chunks", (n) => on(stripWebp, repeat([65, 65, 65, 65, 0, 0, 0, 0], n, 12))],
  [
    "a TIFF of directories",
    (n) => {
      const entries = Array.from({ length: n }, () => [0x8769, 4, [8]] as const);
      const tiff = buildTiff(entries.slice(0, 60_000));
      return () => readTiffHeader(tiff);
    },
  ],
];

/** The same bytes over and over, behind some zeros. */
function repeat(bytes: readonly number[], count: number, start: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(start + bytes.length * count);
  for (let at = start; at < all.length; at += bytes.length) all.set(bytes, at);
  return all;
}

describe("the time that a hostile text or file takes grows no faster than it does", () => {
  it.each(CASES)("%s", (_, make) => {
    const [one = 0, ...more] = [1, 2, 4, 8].map((times) => fastest(make(UNIT * times)));
    expect(more.at(-1)).toBeLessThanOrEqual(3 * 8 * Math.max(one, FLOOR_MS));
  });

  it("which the measure tells from what grows with the square", () => {
    const slow = (n: number) => () => /^\d*\.?\d+x$/.test(`${"1".repeat(n)}!`);
    expect(fastest(slow(UNIT * 7))).toBeGreaterThan(3 * 8 * FLOOR_MS);
  });
});
