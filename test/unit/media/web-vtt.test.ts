import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cue, readWebVtt, writeWebVtt } from "../../../lib/media/web-vtt";

const cue = (startMs: number, endMs: number, text: string, settings = ""): Cue => ({
  startMs,
  endMs,
  settings,
  text,
});
const read = (...lines: string[]) => readWebVtt(lines.join("\n"));

describe("a file of WebVTT", () => {
  it("is its cues, with or without hours and names", () => {
    const file = read(
      "WEBVTT - a title",
      "",
      "00:01.000 --> 00:02.500",
      "Hello",
      "",
      "the second",
      "01:00:00.000 --> 01:00:01.001 align:start  line:0 region:low",
      "<v Ann>two",
      "lines",
    );
    expect(file).toEqual({
      map: null,
      cues: [
        cue(1000, 2500, "Hello"),
        cue(3_600_000, 3_601_001, "<v Ann>two\nlines", "align:start line:0"),
      ],
    });
  });

  it("has no cue of a comment, a style, a region, or of what makes no sense", () => {
    const file = read(
      "WEBVTT",
      "STYLE in the head is passed over too",
      "",
      "NOTE a comment",
      "",
      "STYLE",
      "::cue { color: red }",
      "",
      "REGION",
      "id:low",
      "",
      "00:02.000 --> 00:01.000",
      "ends before it begins",
      "",
      "00:01.000 -> 00:02.000",
      "no arrow",
      "",
      "00:01.000 --> 00:75.000",
      "no time",
      "",
      "00:01.000 --> 00:02.000",
      "",
      "00:01.000 --> 00:02.000",
      "an arrow --> in its words",
    );
    expect(file).toEqual({ map: null, cues: [] });
  });

  it("tells which time of the stream's clock its times are", () => {
    const mapOf = (line: string) => read("WEBVTT", line)?.map;
    const tenSecs = { clockSecs: 10, localMs: 0 };
    expect(mapOf("X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000")).toEqual(tenSecs);
    expect(mapOf("X-TIMESTAMP-MAP=LOCAL:00:00:02.500,MPEGTS:900000")).toEqual({
      clockSecs: 10,
      localMs: 2500,
    });
    expect(mapOf("X-TIMESTAMP-MAP=MPEGTS:x,LOCAL:y")).toEqual({ clockSecs: 0, localMs: 0 });
    expect(read("WEBVTT", "", "X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000")?.map).toBeNull();
  });

  it("is read whatever ends its lines", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = `\uFEFF${["WEBVTT", "", "00:01.000 --> 00:02.000", "Hello"].join(end)}`;
      expect(readWebVtt(text)?.cues).toEqual([cue(1000, 2000, "Hello")]);
    }
  });

  it("is none without its first word", () => {
    for (const text of [
      "",
      "WEBVTTX",
      "1\n00:00:01,000 --> 00:00:02,000\nSRT",
      "<!doctype html>",
    ]) {
      expect(readWebVtt(text)).toBeNull();
    }
  });

  it("reads as what was written", () => {
    const time = fc.integer({ min: 0, max: 400_000_000 });
    const words = fc
      .stringMatching(/^[a-z<>&é ]{1,20}(\n[a-z]{1,9})?$/)
      .filter((text) => !text.includes("-->") && text.trim() !== "" && !text.startsWith("\n"));
    const cues = fc.array(
      fc
        .tuple(time, fc.integer({ min: 1, max: 99_999 }), words)
        .map(([startMs, lengthMs, text]) => cue(startMs, startMs + lengthMs, text, "line:0")),
    );
    fc.assert(
      fc.property(cues, (all) => {
        expect(readWebVtt(writeWebVtt(all))?.cues).toEqual(all);
      }),
    );
  });

  it("may say anything", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        for (const { startMs, endMs } of read("WEBVTT", ...lines)?.cues ?? []) {
          expect(endMs).toBeGreaterThan(startMs);
        }
      }),
    );
  });
});
