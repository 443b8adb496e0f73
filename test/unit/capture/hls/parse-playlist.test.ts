import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseVariant } from "../../../../lib/capture/hls/choose-variant";
import { parsePlaylist, type StreamVariant } from "../../../../lib/capture/hls/parse-playlist";

const AT = "https://video.test/film/list.m3u8?token=1";
const parse = (...lines: string[]) => parsePlaylist(["#EXTM3U", ...lines].join("\n"), AT);
const piece = (name: string, range: { startByte: number; totalBytes: number } | null = null) => ({
  url: `https://video.test/film/${name}`,
  range,
});

describe("a playlist of pieces", () => {
  it("lists them in order, with what they begin with and how long they last", () => {
    expect(
      parse(
        "#EXT-X-VERSION:7",
        '#EXT-X-MAP:URI="init.mp4"',
        "#EXTINF:4.000,",
        "1.m4s",
        "#EXTINF:2.5,title, with a comma",
        "../other/2.m4s",
        "#EXT-X-ENDLIST",
      ),
    ).toEqual({
      kind: "pieces",
      isEncrypted: false,
      isComplete: true,
      durationMs: 6500,
      beginnings: [piece("init.mp4")],
      pieces: [piece("1.m4s"), { url: "https://video.test/other/2.m4s", range: null }],
    });
  });

  it("may hold parts of one file, each behind the last where it does not say", () => {
    expect(
      parse(
        '#EXT-X-MAP:URI="all.mp4",BYTERANGE="700@0"',
        "#EXT-X-BYTERANGE:1000@700",
        "all.mp4",
        "#EXT-X-BYTERANGE:500",
        "all.mp4",
        "#EXT-X-ENDLIST",
      ),
    ).toMatchObject({
      beginnings: [piece("all.mp4", { startByte: 0, totalBytes: 700 })],
      pieces: [
        piece("all.mp4", { startByte: 700, totalBytes: 1000 }),
        piece("all.mp4", { startByte: 1700, totalBytes: 500 }),
      ],
    });
  });

  it.each([
    ['#EXT-X-KEY:METHOD=AES-128,URI="key"', true],
    ['#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://x"', true],
    ["#EXT-X-KEY:METHOD=NONE", false],
  ])("with %s is encrypted: %s", (line, isEncrypted) => {
    expect(parse(line, "1.ts", "#EXT-X-ENDLIST")).toMatchObject({ isEncrypted });
  });

  it("without an end is live", () => {
    expect(parse("#EXTINF:4,", "1.ts")).toMatchObject({ isComplete: false });
  });

  it("names no address that is not of the web", () => {
    expect(parse("javascript:alert(1)", "file:///a.ts", "1.ts")).toMatchObject({
      pieces: [piece("1.ts")],
    });
  });
});

describe("a playlist of qualities", () => {
  it("tells size, speed and whether the sound is apart", () => {
    expect(
      parse(
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="a, b",URI="sound.m3u8"',
        '#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.4d401e,mp4a.40.2"',
        "low.m3u8",
        '#EXT-X-STREAM-INF:BANDWIDTH=2000000,RESOLUTION=1280x720,AUDIO="aac"',
        "",
        "high.m3u8",
        "#EXT-X-STREAM-INF:BANDWIDTH=64000",
        "tiny.m3u8",
      ),
    ).toEqual({
      kind: "choice",
      isEncrypted: false,
      variants: [
        variant("low", 800_000, 640 * 360),
        variant("high", 2_000_000, 1280 * 720, true),
        variant("tiny", 64_000, 0),
      ],
    });
  });

  const variant = (
    name: string,
    bitsPerSecond: number,
    pixels: number,
    hasSeparateSound = false,
  ): StreamVariant => ({
    url: `https://video.test/film/${name}.m3u8`,
    bitsPerSecond,
    pixels,
    hasSeparateSound,
  });

  const low = variant("low", 800_000, 640 * 360);
  const high = variant("high", 2_000_000, 1280 * 720);
  const apart = variant("apart", 9_000_000, 1920 * 1080, true);

  it("the best that fits is chosen, and one whose sound is apart never", () => {
    const all = [low, apart, high];
    expect(chooseVariant(all, 1e9, null)).toBe(high);
    expect(chooseVariant(all, 3_000_000, 10_000)).toBe(high);
    expect(chooseVariant(all, 1_500_000, 10_000)).toBe(low);
    // The smallest may still be refused, with a sentence that says how large it is.
    expect(chooseVariant(all, 1, 10_000)).toBe(low);
    expect(chooseVariant([apart], 1e9, null)).toBeNull();
    expect(chooseVariant([], 1e9, null)).toBeNull();
  });
});

describe("any text", () => {
  it("that is no playlist is none", () => {
    expect(parsePlaylist("<!doctype html>", AT)).toBeNull();
    expect(parsePlaylist("", AT)).toBeNull();
    expect(parsePlaylist("\uFEFF#EXTM3U\r\n1.ts\r\n", AT)).toMatchObject({
      pieces: [piece("1.ts")],
    });
  });

  it("is read without an error", () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom("#EXTINF:", "#EXTINF:NaN", "#EXT-X-MAP:", '#EXT-X-MAP:URI="', "#EXT-X-KEY:"),
      fc.constantFrom("#EXT-X-BYTERANGE:99999999999999999999@1", "#EXT-X-STREAM-INF:BANDWIDTH=-1"),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const playlist = parse(...lines);
        expect(playlist).not.toBeNull();
        if (playlist?.kind === "pieces") expect(playlist.durationMs).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
