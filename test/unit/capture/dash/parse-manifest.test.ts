import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isBounded } from "../../../../lib/capture/dash/bound-manifest";
import { parseIndex } from "../../../../lib/capture/dash/parse-index";
import { parseManifest } from "../../../../lib/capture/dash/parse-manifest";

afterEach(() => void vi.restoreAllMocks());

const AT = "https://video.test/film/list.mpd";
const NOW_MS = Date.UTC(2026, 10, 28);
const MADE = readFileSync(new URL("../../../pages/media/apart/list.mpd", import.meta.url), "utf8");

/** A manifest with one picture, from parts. */
const manifest = (inside: string, attributes = 'type="static" mediaPresentationDuration="PT8S"') =>
  `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" ${attributes}><Period>
  <AdaptationSet contentType="video" mimeType="video/mp4">${inside}</AdaptationSet></Period></MPD>`;
const rendition = (inside = "", more = "") =>
  `${more}<Representation id="v" bandwidth="1000" width="640" height="360" codecs="avc1.4d401e">${inside}</Representation>`;
const template = (attributes: string, timeline = "") =>
  `<SegmentTemplate media="$Number$.m4s" initialization="head.mp4" ${attributes}>${timeline}</SegmentTemplate>`;

describe("a DASH manifest", () => {
  it("lists the pieces of picture and sound, each with its beginning", () => {
    const offer = parseManifest(MADE, AT, NOW_MS);
    expect(offer).toMatchObject({
      isEncrypted: false,
      pictures: [{ widthPx: 320, heightPx: 180, codecs: ["avc1.4d4015"], soundGroup: "audio" }],
      sounds: [{ group: "audio", language: "", codecs: ["mp4a.40.2"] }],
    });
    const { from } = offer?.pictures[0] ?? {};
    if (from?.in !== "list") throw new Error("No list");
    expect(from.list.isComplete).toBe(true);
    expect(from.list.pieces).toMatchObject([
      { url: "https://video.test/film/piece0-1.m4s", durationMs: 2000, clock: 0 },
      { url: "https://video.test/film/piece0-2.m4s", durationMs: 2000, clock: 0 },
    ]);
    expect(from.list.pieces[0]?.head?.url).toBe("https://video.test/film/begin0.mp4");
    expect(from.list.pieces[1]?.head).toBe(from.list.pieces[0]?.head);
  });

  it("of one file tells where its index lies", () => {
    const inside =
      '<BaseURL>all.mp4</BaseURL><SegmentBase indexRange="700-799"><Initialization range="0-699"/></SegmentBase>';
    expect(parseManifest(manifest(rendition(inside)), AT, NOW_MS)?.pictures[0]?.from).toEqual({
      in: "index",
      head: { url: "https://video.test/film/all.mp4", range: { startByte: 0, totalBytes: 700 } },
      index: { url: "https://video.test/film/all.mp4", range: { startByte: 700, totalBytes: 100 } },
    });
  });

  it("of one file has its beginning before the index, where it says no more", () => {
    const inside = '<BaseURL>all.mp4</BaseURL><SegmentBase indexRange="700-799"/>';
    expect(parseManifest(manifest(rendition(inside)), AT, NOW_MS)?.pictures[0]?.from).toMatchObject(
      {
        head: { range: { startByte: 0, totalBytes: 700 } },
      },
    );
  });

  it("offers subtitles in files of WebVTT, not those in MP4", () => {
    const text = (language: string, mimeType: string, more: string) =>
      `</AdaptationSet><AdaptationSet contentType="text" mimeType="${mimeType}" lang="${language}">
      <Representation id="${language}" bandwidth="256"${more}><BaseURL>${language}.vtt</BaseURL></Representation>`;
    const words = text("fr", "text/vtt", "") + text("de", "application/mp4", ' codecs="wvtt"');
    const offer = parseManifest(manifest(rendition(template('duration="2"')) + words), AT, NOW_MS);
    expect(offer?.subtitlesCount).toBe("list");
    expect(offer?.subtitles).toMatchObject([
      {
        language: "fr",
        name: "fr",
        from: { list: { pieces: [{ url: "https://video.test/film/fr.vtt" }] } },
      },
    ]);
  });

  describe("of several periods", () => {
    const periods = (...inside: readonly string[]) => {
      const each = inside.map((one) => `<Period duration="PT4S">${one}</Period>`).join("");
      return `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
        mediaPresentationDuration="PT${4 * inside.length}S">${each}</MPD>`;
    };
    const set = (base: string, heights: readonly number[], inside: string) =>
      `<BaseURL>https://${base}.test/</BaseURL><AdaptationSet mimeType="video/mp4">${heights
        .map(
          (height) =>
            `<Representation id="${base}${height}" bandwidth="${height}" width="${2 * height}" height="${height}" codecs="avc1.4d401e">${inside}</Representation>`,
        )
        .join("")}</AdaptationSet>`;
    const pieces = template('duration="2"');

    it("is one film, with an advertisement from elsewhere in between", () => {
      const text = periods(
        set("film", [360, 720], pieces),
        set("advert", [300, 480, 1080], pieces),
        set("film", [360, 720], pieces),
      );
      const pictures = parseManifest(text, AT, NOW_MS)?.pictures ?? [];
      expect(pictures.map(({ heightPx }) => heightPx)).toEqual([360, 720]);
      const { from } = pictures[1] ?? {};
      if (from?.in !== "periods") throw new Error("One period");
      expect(from.periods).toMatchObject([
        { clock: 0, from: { list: { pieces: [{ url: "https://film.test/1.m4s" }, {}] } } },
        { clock: 4, from: { list: { pieces: [{ url: "https://advert.test/1.m4s" }, {}] } } },
        { clock: 8, from: { list: { pieces: [{ url: "https://film.test/1.m4s" }, {}] } } },
      ]);
    });

    it("is one film behind an advertisement", () => {
      const text = periods(
        set("advert", [300, 1080], pieces),
        set("film", [360, 720], template('duration="1"')),
      ).replace('</Period><Period duration="PT4S"', '</Period><Period duration="PT40S"');
      const pictures = parseManifest(text.replace("PT8S", "PT44S"), AT, NOW_MS)?.pictures ?? [];
      expect(pictures.map(({ heightPx }) => heightPx)).toEqual([360, 720]);
    });

    it("is one film, each of them a file with an index", () => {
      const inside = (name: string) =>
        `<BaseURL>${name}.mp4</BaseURL><SegmentBase indexRange="700-799"><Initialization range="0-699"/></SegmentBase>`;
      const text = periods(set("film", [360], inside("one")), set("film", [360], inside("two")));
      expect(parseManifest(text, AT, NOW_MS)?.pictures).toMatchObject([
        {
          from: {
            in: "periods",
            periods: [
              { clock: 0, from: { in: "index", index: { url: "https://film.test/one.mp4" } } },
              { clock: 4, from: { in: "index", index: { url: "https://film.test/two.mp4" } } },
            ],
          },
        },
      ]);
    });
  });

  it("with protected pieces says so", () => {
    const protection =
      '<ContentProtection schemeIdUri="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"/>';
    const text = manifest(rendition(template('duration="2"'), protection));
    expect(parseManifest(text, AT, NOW_MS)?.isEncrypted).toBe(true);
  });

  it("that is live lists what is there now", () => {
    const live = manifest(
      rendition(template('duration="2" startNumber="1"')),
      'type="dynamic" availabilityStartTime="2026-11-27T23:59:00Z" timeShiftBufferDepth="PT20S" minimumUpdatePeriod="PT2S"',
    );
    const from = parseManifest(live, AT, NOW_MS)?.pictures[0]?.from;
    if (from?.in !== "list") throw new Error("No list");
    expect(from.list.isComplete).toBe(false);
    expect(from.list.pieces.length).toBeGreaterThanOrEqual(9);
    expect(from.list.pieces.length).toBeLessThanOrEqual(12);
  });

  it.each([
    [
      "repeats",
      template(
        'timescale="1"',
        '<SegmentTimeline><S t="0" d="1" r="999999999"/></SegmentTimeline>',
      ),
    ],
    ["lengths", template('timescale="90000" duration="1"')],
    [
      "repeats to the end",
      template('timescale="90000"', '<SegmentTimeline><S t="0" d="1" r="-1"/></SegmentTimeline>'),
    ],
  ])(
    "is refused before it is read where its %s make more pieces than there can be",
    (_what, inside) => {
      const text = manifest(rendition(inside), 'type="static" mediaPresentationDuration="PT2H"');
      expect(isBounded(text, NOW_MS)).toBe(false);
      expect(parseManifest(text, AT, NOW_MS)).toBeNull();
    },
  );

  it("of two hours in pieces of two seconds is not too much", () => {
    const text = manifest(
      rendition(template('timescale="90000" duration="180000"')).repeat(12),
      'type="static" mediaPresentationDuration="PT2H5M"',
    );
    expect(isBounded(text, NOW_MS)).toBe(true);
  });

  it("that is none is none, whatever it says", () => {
    // The XML parser tells the console what it does not like, before it is mended in the build.
    for (const method of ["warn", "error"] as const) {
      vi.spyOn(console, method).mockReturnValue(undefined);
    }
    fc.assert(
      fc.property(fc.string(), fc.nat(MADE.length), (text, at) => {
        expect(() => parseManifest(text, AT, NOW_MS)).not.toThrow();
        const damaged = `${MADE.slice(0, at)}${text}${MADE.slice(at + 5)}`;
        expect(() => parseManifest(damaged, AT, NOW_MS)).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });
});

describe("an index in a file", () => {
  const part = { url: "https://video.test/all.mp4", range: { startByte: 100, totalBytes: 56 } };
  const head = { url: part.url, range: { startByte: 0, totalBytes: 100 } };
  const index = (entries: readonly (readonly [bytes: number, ticks: number])[]) => {
    const view = new DataView(new ArrayBuffer(32 + entries.length * 12));
    view.setUint32(0, view.byteLength);
    view.setUint32(4, 0x73696478);
    view.setUint32(16, 1000);
    view.setUint32(24, 10);
    view.setUint16(30, entries.length);
    entries.forEach(([bytes, ticks], entry) => {
      view.setUint32(32 + entry * 12, bytes);
      view.setUint32(36 + entry * 12, ticks);
    });
    return new Uint8Array(view.buffer);
  };

  it("tells which bytes hold which seconds", () => {
    const bytes = index([
      [500, 2000],
      [700, 1500],
    ]);
    expect(parseIndex(bytes, head, part)?.pieces).toMatchObject([
      { range: { startByte: 166, totalBytes: 500 }, durationMs: 2000, head },
      { range: { startByte: 666, totalBytes: 700 }, durationMs: 1500, head },
    ]);
  });

  it("that makes no sense is none", () => {
    expect(parseIndex(index([[2 ** 31 + 5, 1]]), head, part)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => parseIndex(new Uint8Array(bytes), head, part)).not.toThrow();
      }),
    );
    expect(parseIndex(index([[5, 1]]).subarray(0, 40), head, part)).toBeNull();
  });
});
