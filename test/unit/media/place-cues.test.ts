import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutCues, placeCues } from "../../../lib/media/place-cues";
import { TS_CLOCK_SECS } from "../../../lib/media/ts-clock";
import type { Cue, WebVtt } from "../../../lib/media/web-vtt";

const cue = (startMs: number, endMs: number, text = "Hello"): Cue => ({
  startMs,
  endMs,
  settings: "",
  text,
});
const file = (map: WebVtt["map"], ...cues: Cue[]): WebVtt => ({ map, cues });

describe("the subtitles of a stream", () => {
  it("are shown when its clock says so", () => {
    const map = { clockSecs: 10, localMs: 0 };
    expect(placeCues([file(map, cue(1000, 2000))], 10)).toEqual([cue(1000, 2000)]);
    expect(placeCues([file(map, cue(1000, 2000))], 8.5)).toEqual([cue(2500, 3500)]);
    const local = { clockSecs: 10, localMs: 60_000 };
    expect(placeCues([file(local, cue(61_000, 62_000))], 10)).toEqual([cue(1000, 2000)]);
  });

  it("count the clock itself where they do not say", () => {
    expect(placeCues([file(null, cue(11_000, 12_000))], 10)).toEqual([cue(1000, 2000)]);
    expect(placeCues([file(null, cue(1000, 2000))], 0)).toEqual([cue(1000, 2000)]);
  });

  it("go on where the clock starts anew", () => {
    const map = { clockSecs: 5, localMs: 0 };
    expect(placeCues([file(map, cue(1000, 2000))], TS_CLOCK_SECS - 5)).toEqual([
      cue(11_000, 12_000),
    ]);
    // A clock of more bits, beside a map of 33.
    expect(placeCues([file(map, cue(1000, 2000))], TS_CLOCK_SECS + 5)).toEqual([cue(1000, 2000)]);
  });

  it("of several files are in order, and each is there once", () => {
    const files = [
      file({ clockSecs: 6, localMs: 0 }, cue(0, 1000, "b"), cue(1000, 2000, "c")),
      file({ clockSecs: 0, localMs: 0 }, cue(0, 1000, "a"), cue(6000, 7000, "b")),
    ];
    expect(placeCues(files, 0).map(({ text }) => text)).toEqual(["a", "b", "c"]);
  });

  it("hold nothing of what lies before the film", () => {
    const files = [file(null, cue(0, 9000, "gone"), cue(9000, 11_000, "half"))];
    expect(placeCues(files, 10)).toEqual([cue(0, 1000, "half")]);
  });
});

describe("a part of subtitles", () => {
  it("is what is shown in it, by its own time", () => {
    const all = [cue(0, 1000, "before"), cue(1500, 2500, "into"), cue(3000, 3500), cue(5000, 9000)];
    expect(cutCues(all, { startMs: 2000, endMs: 6000 })).toEqual([
      cue(0, 500, "into"),
      cue(1000, 1500),
      cue(3000, 4000),
    ]);
  });

  it("lies within it, and leaves out nothing that is shown there", () => {
    const times = fc.tuple(fc.nat(10_000), fc.integer({ min: 1, max: 5000 }));
    fc.assert(
      fc.property(fc.array(times), times, (all, [startMs, lengthMs]) => {
        const span = { startMs, endMs: startMs + lengthMs };
        const cues = all.map(([start, length]) => cue(start, start + length));
        const own = cutCues(cues, span);
        for (const one of own) {
          expect(one.startMs).toBeGreaterThanOrEqual(0);
          expect(one.endMs).toBeGreaterThan(one.startMs);
          expect(one.endMs).toBeLessThanOrEqual(lengthMs);
        }
        const shown = cues.filter((one) => one.startMs < span.endMs && one.endMs > startMs);
        expect(own).toHaveLength(shown.length);
      }),
    );
  });
});
