import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlaylist } from "../../../../lib/capture/hls/parse-playlist";

const AT = "https://video.test/film/list.m3u8?token=1";
const parse = (...lines: string[]) => parsePlaylist(["#EXTM3U", ...lines].join("\n"), AT);
const at = (name: string) => `https://video.test/film/${name}`;
const listOf = (...lines: string[]) => {
  const playlist = parse(...lines);
  if (playlist?.kind !== "pieces") throw new Error("No list of pieces");
  return playlist.list;
};

describe("a playlist of pieces", () => {
  it("lists them in order, with what they begin with and how long they last", () => {
    const list = listOf(
      "#EXT-X-VERSION:7",
      '#EXT-X-MAP:URI="init.mp4"',
      "#EXTINF:4.000,",
      "1.m4s",
      "#EXTINF:2.5,title, with a comma",
      "../other/2.m4s",
      "#EXT-X-ENDLIST",
    );
    const head = { url: at("init.mp4"), range: null };
    const common = { range: null, head, clock: 0 };
    expect(list).toEqual({
      isEncrypted: false,
      isComplete: true,
      startMs: 0,
      pieces: [
        { ...common, url: at("1.m4s"), durationMs: 4000 },
        { ...common, url: "https://video.test/other/2.m4s", durationMs: 2500 },
      ],
    });
  });

  it("may hold parts of one file, each behind the last where it does not say", () => {
    const { pieces } = listOf(
      '#EXT-X-MAP:URI="all.mp4",BYTERANGE="700@0"',
      "#EXT-X-BYTERANGE:1000@700",
      "all.mp4",
      "#EXT-X-BYTERANGE:500",
      "all.mp4",
      "#EXT-X-ENDLIST",
    );
    expect(pieces[0]?.head?.range).toEqual({ startByte: 0, totalBytes: 700 });
    expect(pieces.map(({ range }) => range)).toEqual([
      { startByte: 700, totalBytes: 1000 },
      { startByte: 1700, totalBytes: 500 },
    ]);
  });

  it("tells where the clock starts anew: at a discontinuity, and behind another beginning", () => {
    const { pieces } = listOf(
      "#EXT-X-DISCONTINUITY",
      "1.ts",
      "#EXT-X-DISCONTINUITY",
      "2.ts",
      "3.ts",
      '#EXT-X-MAP:URI="a"',
      "4.m4s",
      "#EXT-X-DISCONTINUITY",
      '#EXT-X-MAP:URI="b"',
      "5.m4s",
      '#EXT-X-MAP:URI="b"',
      "6.m4s",
    );
    expect(pieces.map(({ clock }) => clock)).toEqual([0, 1, 1, 2, 3, 3]);
  });

  it("leaves out what it says is missing", () => {
    const { pieces } = listOf("#EXTINF:4,", "#EXT-X-GAP", "1.ts", "#EXTINF:3,", "2.ts");
    expect(pieces).toMatchObject([{ url: at("2.ts"), durationMs: 3000 }]);
  });

  it.each([
    ['#EXT-X-KEY:METHOD=AES-128,URI="key"', true],
    ['#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://x"', true],
    ["#EXT-X-KEY:METHOD=NONE", false],
  ])("with %s is encrypted: %s", (line, isEncrypted) => {
    expect(listOf(line, "1.ts", "#EXT-X-ENDLIST")).toMatchObject({ isEncrypted });
  });

  it("without an end is live", () => {
    expect(listOf("#EXTINF:4,", "1.ts")).toMatchObject({ isComplete: false });
  });

  it("names no address that is not of the web", () => {
    const { pieces } = listOf("javascript:alert(1)", "file:///a.ts", "1.ts");
    expect(pieces.map(({ url }) => url)).toEqual([at("1.ts")]);
  });
});

describe("a playlist of qualities", () => {
  it("tells size, speed, coding and the sound that belongs to each", () => {
    const playlist = parse(
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="a, b",LANGUAGE="de",DEFAULT=YES,URI="sound.m3u8"',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="inside",NAME="in the pieces"',
      '#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.4d401e, mp4a.40.2",AUDIO="inside"',
      "low.m3u8",
      '#EXT-X-STREAM-INF:BANDWIDTH=2000000,RESOLUTION=1280x720,AUDIO="aac"',
      "",
      "high.m3u8",
      '#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.5"',
      "radio.m3u8",
    );
    expect(playlist).toEqual({
      kind: "choice",
      offer: {
        isEncrypted: false,
        pictures: [
          {
            from: { in: "playlist", url: at("low.m3u8") },
            bitsPerSecond: 800_000,
            widthPx: 640,
            heightPx: 360,
            codecs: ["avc1.4d401e", "mp4a.40.2"],
            soundGroup: "inside",
          },
          {
            from: { in: "playlist", url: at("high.m3u8") },
            bitsPerSecond: 2_000_000,
            widthPx: 1280,
            heightPx: 720,
            codecs: [],
            soundGroup: "aac",
          },
        ],
        sounds: [
          {
            from: { in: "playlist", url: at("sound.m3u8") },
            group: "aac",
            language: "de",
            name: "a, b",
            isDefault: true,
            bitsPerSecond: 0,
            codecs: [],
          },
          {
            from: null,
            group: "inside",
            language: "",
            name: "in the pieces",
            isDefault: false,
            bitsPerSecond: 0,
            codecs: [],
          },
        ],
        subtitles: [],
        subtitlesCount: "clock",
        besideUrls: [],
      },
    });
  });

  it("tells of subtitles, but not of those in the pieces", () => {
    const playlist = parse(
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",LANGUAGE="fr",NAME="Français",URI="fr.m3u8"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",NAME="No language",URI="https://b.test/x.m3u8"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",LANGUAGE="xx",NAME="Odd",URI="data:,x"',
      '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",LANGUAGE="en",NAME="CC",INSTREAM-ID="CC1"',
      '#EXT-X-STREAM-INF:BANDWIDTH=1,SUBTITLES="words"',
      "low.m3u8",
    );
    expect(playlist).toMatchObject({
      offer: {
        subtitles: [
          { from: { in: "playlist", url: at("fr.m3u8") }, language: "fr", name: "Français" },
          { from: { url: "https://b.test/x.m3u8" }, language: "", name: "No language" },
        ],
      },
    });
  });
});

describe("any text", () => {
  it("that is no playlist is none", () => {
    expect(parsePlaylist("<!doctype html>", AT)).toBeNull();
    expect(parsePlaylist("", AT)).toBeNull();
    expect(parsePlaylist("\uFEFF#EXTM3U\r\n1.ts\r\n", AT)).toMatchObject({
      list: { pieces: [{ url: at("1.ts") }] },
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
        if (playlist?.kind !== "pieces") return;
        for (const { durationMs } of playlist.list.pieces) {
          expect(durationMs).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
