import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languageName, likelyLanguage, SUBTITLE_LANGUAGES } from "../../../lib/i18n/language-name";
import { judgeSubtitles, MAX_SUBTITLE_BYTES } from "../../../lib/media/subtitles";

const judge = (text: string) => judgeSubtitles(text, text.length);

describe("a file of subtitles", () => {
  it.each([
    ["SRT", "1\r\n00:00:01,000 --> 00:00:02,500\r\nBoats\r\n", "text/srt"],
    ["SRT with a byte order mark", "\uFEFF1\n0:00:01.0 --> 0:00:02.5\nBoats\n", "text/srt"],
    ["WebVTT", "WEBVTT\n\n00:01.000 --> 00:02.500\nBoats\n", "text/vtt"],
    [
      "WebVTT with a note",
      "WEBVTT - Boats\n\nNOTE Hi\n\n1\n00:00:01.000 --> 00:00:02.500 line:0\nBoats",
      "text/vtt",
    ],
  ])("is %s by what stands in it", (_name, text, format) => {
    expect(judge(text)).toEqual({ ok: true, format });
  });

  it.each([
    ["", "empty-file"],
    [" \n", "empty-file"],
    ["Boats", "not-subtitles"],
    ["<!doctype html><p>00:00:01", "not-subtitles"],
    ["WEBVTT\n\nno cue", "not-subtitles"],
    ["WEBVTTX\n\n00:01.000 --> 00:02.000", "not-subtitles"],
    ["[Script Info]\nTitle: Boats", "not-subtitles"],
  ])("%j is refused: %s", (text, code) => {
    expect(judge(text)).toEqual({ ok: false, code });
  });

  it("is refused by its size before it is read", () => {
    expect(judgeSubtitles("", MAX_SUBTITLE_BYTES + 1)).toMatchObject({
      code: "subtitles-too-large",
    });
  });

  it("of any other words is judged in no time, and never taken for what it is not", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        const reading = judge(text);
        if (reading.ok) expect(text).toContain("-->");
      }),
    );
  });
});

describe("a language", () => {
  it("has two capital letters, as X wants them, and a name of its own", () => {
    for (const code of SUBTITLE_LANGUAGES) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      expect(languageName(code).toUpperCase()).not.toBe(code);
    }
    expect(languageName("DE")).toBe("Deutsch");
    expect(languageName("JA")).toBe("日本語");
  });

  it("is offered by the browser's own, else English", () => {
    expect(likelyLanguage("pt-BR")).toBe("PT");
    expect(likelyLanguage("zh_CN")).toBe("ZH");
    expect(likelyLanguage("tlh")).toBe("EN");
  });
});
