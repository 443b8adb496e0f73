import { describe, expect, it } from "vitest";
import { choosePicture, chooseSound } from "../../../../lib/capture/stream/choose-renditions";
import type { PictureRendition, SoundRendition } from "../../../../lib/capture/stream/stream";

const picture = (
  heightPx: number,
  bitsPerSecond: number,
  codecs: readonly string[] = ["avc1.640028", "mp4a.40.2"],
): PictureRendition => ({
  from: { in: "playlist", url: `https://video.test/${heightPx}` },
  bitsPerSecond,
  widthPx: Math.round((heightPx * 16) / 9),
  heightPx,
  codecs,
  soundGroup: "sound",
});
const [low, hd, full, uhd] = [
  picture(360, 800_000),
  picture(720, 2_000_000),
  picture(1080, 6_000_000),
  picture(2160, 20_000_000),
];
const free = { maxBytes: 1e12, durationMs: null };

describe("a stream's picture", () => {
  it("is the smallest that fills 1080p, else the largest", () => {
    expect(choosePicture([low, uhd, full, hd], free)).toBe(full);
    expect(choosePicture([low, uhd], free)).toBe(uhd);
    expect(choosePicture([low, hd], free)).toBe(hd);
    expect(choosePicture([], free)).toBeNull();
  });

  it("is one that X takes as it is before a larger one that must be coded anew", () => {
    const foreign = picture(1080, 4_000_000, ["vp09.00.40.08", "opus"]);
    expect(choosePicture([foreign, hd], free)).toBe(hd);
    expect(choosePicture([foreign], free)).toBe(foreign);
  });

  it("is a lesser one where the best would be too large a file", () => {
    expect(choosePicture([low, hd], { maxBytes: 1_500_000, durationMs: 10_000 })).toBe(low);
    // The smallest may still be refused, with a sentence that says how large it is.
    expect(choosePicture([low, hd], { maxBytes: 1, durationMs: 10_000 })).toBe(low);
  });
});

describe("a stream's sound", () => {
  const sound = (language: string, isDefault = false, group = "sound"): SoundRendition => ({
    from: { in: "playlist", url: `https://video.test/${language}` },
    group,
    language,
    name: language.toUpperCase(),
    isDefault,
    bitsPerSecond: 0,
    codecs: [],
  });
  const heard = (language: string, ...loadedUrls: readonly string[]) => ({ language, loadedUrls });
  const all = [sound("en"), sound("de-AT"), sound("fr", true), sound("de", true, "other")];

  it("speaks the page's language, else the stream's own", () => {
    expect(chooseSound(full, all, heard("de-DE"))).toEqual(all[1]);
    expect(chooseSound(full, all, heard("pl"))).toEqual(all[2]);
    expect(chooseSound(full, all, heard(""))).toEqual(all[2]);
  });

  it("is the one that the player has loaded last, where none speaks the page's language", () => {
    const at = (language: string) => `https://video.test/${language}`;
    expect(chooseSound(full, all, heard("pl", at("en"), at("de-AT")))).toEqual(all[0]);
    expect(chooseSound(full, all, heard("de", at("en")))).toEqual(all[1]);
  });

  it("is the one that the person has chosen, before all others", () => {
    const chosen = (soundId: string) => chooseSound(full, all, { ...heard("de"), soundId });
    expect(chosen("fr/FR")).toEqual(all[2]);
    expect(chosen("en/EN")).toEqual(all[0]);
    // Of another group, or there no more: as if none were chosen.
    expect(chosen("de/DE")).toEqual(all[1]);
  });

  it("is that in the picture's own pieces where this one speaks the language, beside others that are apart", () => {
    const inPicture = { ...sound("en", true), from: null };
    expect(chooseSound(full, [inPicture, sound("fr")], heard("en"))).toEqual(inPicture);
    expect(chooseSound(full, [inPicture, sound("fr")], heard("pl"))).toEqual(inPicture);
    const french = sound("fr");
    expect(chooseSound(full, [inPicture, french], heard("fr"))).toEqual(french);
  });

  it("is none of its own where the picture's pieces hold it", () => {
    expect(chooseSound({ soundGroup: null }, all, heard("de"))).toBeNull();
  });
});
