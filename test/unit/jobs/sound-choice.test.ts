import { describe, expect, it } from "vitest";
import type { Attachment, Subtitles } from "../../../lib/jobs/attachment";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";
import { chosenSoundOf } from "../../../lib/jobs/sound-choice";
import { subtitlesOfPart } from "../../../lib/jobs/subtitles-of-part";
import type { StreamTracks } from "../../../lib/media/stream-tracks";
import { writeWebVtt } from "../../../lib/media/web-vtt";
import { attachmentIn, SOURCE } from "./example-records";

const sound = (language: string) => ({ id: `${language}/`, language, name: "" });
const TRACKS: StreamTracks = {
  url: "https://video.test/film.m3u8",
  sounds: [sound("en"), sound("fr")],
  soundId: "en/",
  subtitles: [sound("fr")],
};
const conversion = {
  kind: "stream",
  source: { type: "mpeg-ts", totalBytes: 9 },
  runs: [],
} as const;
const withTracks = (attachment: Attachment): Attachment => ({
  ...attachment,
  source: { ...SOURCE, tracks: TRACKS },
});
const choose = (attachment: Attachment, soundId: string) =>
  transitionAttachment(attachment, { type: "sound-chosen", soundId }, 0);

describe("the sounds of a stream", () => {
  it("are known with its pieces, and forgotten where another one is captured", () => {
    const capturing = attachmentIn("capturing");
    const event = {
      type: "conversion-needed",
      conversion: { ...conversion, tracks: TRACKS },
    } as const;
    const captured = transitionAttachment(capturing, event, 0);
    expect(captured?.source.tracks).toEqual(TRACKS);
    const again = transitionAttachment(
      withTracks(capturing),
      { type: "conversion-needed", conversion },
      0,
    );
    expect(again?.source.tracks).toBeUndefined();
  });

  it("are captured anew when another one is chosen, whatever state it is in", () => {
    for (const state of [
      "capturing",
      "converting",
      "uploading",
      "processing",
      "ready",
      "failed",
    ] as const) {
      const next = choose(withTracks(attachmentIn(state)), "fr/");
      expect(next).toMatchObject({ state: "capturing", mark: null, source: { soundId: "fr/" } });
      expect(next && chosenSoundOf(next)).toBe("fr/");
    }
  });

  it("keep the part that is posted", () => {
    const clip = {
      span: { startMs: 0, endMs: 2000 },
      filmMs: 9000,
      longestMs: null,
      original: null,
    };
    const next = choose({ ...withTracks(attachmentIn("ready")), clip }, "fr/");
    expect(next?.clip).toEqual(clip);
  });

  it("stay as they are where the choice has no meaning", () => {
    const ready = withTracks(attachmentIn("ready"));
    expect(choose(ready, "en/")).toBeNull();
    expect(choose(ready, "pl/")).toBeNull();
    expect(choose(attachmentIn("ready"), "fr/")).toBeNull();
    expect(choose(withTracks(attachmentIn("cancelled")), "fr/")).toBeNull();
  });
});

describe("the time of a stream's subtitles", () => {
  const converting = withTracks(attachmentIn("converting"));
  const joined = (attachment: Attachment) =>
    transitionAttachment(attachment, { type: "film-joined", clockSecs: 100 }, 0)?.source.tracks;

  it("is told by the first frame, and by where the part that was fetched begins", () => {
    const at = (window?: { startMs: number }) =>
      ({
        ...converting,
        conversion: {
          ...conversion,
          ...(window && { window: { endMs: 9e5, filmMs: 9e5, longestMs: 1e5, ...window } }),
        },
      }) as Attachment;
    expect(joined(at())?.zeroSecs).toBe(100);
    expect(joined(at({ startMs: 60_000 }))?.zeroSecs).toBe(40);
  });

  it("stays where the list has told it", () => {
    const told = { ...TRACKS, zeroSecs: 0 };
    const source = { ...SOURCE, tracks: told };
    expect(joined({ ...converting, source, conversion } as Attachment)).toEqual(told);
  });
});

describe("subtitles that were taken from a stream", () => {
  const text = writeWebVtt([
    { startMs: 1000, endMs: 2000, settings: "", text: "one" },
    { startMs: 5000, endMs: 6000, settings: "", text: "two" },
  ]);
  const subtitles: Subtitles = {
    id: "1",
    bytes: new TextEncoder().encode(text),
    fileName: "fr",
    format: "text/vtt",
    languageCode: "FR",
    isOfFilm: true,
  };
  const clipOf = (startMs: number, endMs: number, cutAtMs?: number) => ({
    span: { startMs, endMs },
    filmMs: 9000,
    longestMs: null,
    original: null,
    ...(cutAtMs !== undefined && { cut: { way: "key-frames", startMs: cutAtMs } as const }),
  });
  const textOf = (all: Subtitles | null) => all && new TextDecoder().decode(all.bytes);

  it("are those of the film where all of it is posted", () => {
    expect(subtitlesOfPart({ subtitles })).toBe(subtitles);
  });

  it("are those of the part that is posted, from where it was really cut", () => {
    expect(textOf(subtitlesOfPart({ subtitles, clip: clipOf(4500, 8000) }))).toBe(
      "WEBVTT\n\n00:00:00.500 --> 00:00:01.500\ntwo\n",
    );
    expect(textOf(subtitlesOfPart({ subtitles, clip: clipOf(4500, 8000, 4000) }))).toBe(
      "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\ntwo\n",
    );
  });

  it("are none where nothing is said in that part", () => {
    expect(subtitlesOfPart({ subtitles, clip: clipOf(2500, 4000) })).toBeNull();
  });

  it("leave a person's own file as it is", () => {
    const { isOfFilm: _, ...own } = subtitles;
    expect(subtitlesOfPart({ subtitles: own, clip: clipOf(4500, 8000) })).toBe(own);
    expect(subtitlesOfPart({ subtitles: null, clip: clipOf(4500, 8000) })).toBeNull();
  });
});
