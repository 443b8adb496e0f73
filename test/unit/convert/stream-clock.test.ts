import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClockJump,
  mendDuration,
  mendTime,
  soundLead,
  StreamClock,
} from "../../../lib/convert/stream-clock";
import { TS_CLOCK_SECS, wrappedDifference } from "../../../lib/media/ts-clock";

describe("the clock of a stream", () => {
  it("goes on where it starts anew between frames that are out of order", () => {
    const clock = new StreamClock(true);
    const first = TS_CLOCK_SECS - 0.1;
    clock.begin(first, 0);
    const times = [0, 0.2, 0.1, 0.4, 0.3].map((later) => (first + later) % TS_CLOCK_SECS);
    expect(times.map((time) => clock.place(time, 0.1))).toEqual(
      [0, 0.2, 0.1, 0.4, 0.3].map((time) => expect.closeTo(time, 6)),
    );
    expect(clock.endSecs).toBeCloseTo(0.5, 6);
  });

  it("goes on behind the last frame where it was set anew without a word", () => {
    const clock = new StreamClock(false);
    clock.begin(5000, 0);
    clock.place(5000, 1);
    expect([clock.place(7, 1), clock.place(8, 1)]).toEqual([1, 2]);
  });

  it("takes no distance to a jump for the length of a frame", () => {
    for (const wrongSecs of [498, 0]) {
      const clock = new StreamClock(true);
      clock.begin(1, 0);
      clock.place(1, 0.04);
      clock.place(1.04, wrongSecs);
      expect(clock.durationSecs).toBe(0.04);
      expect(clock.place(500, 0.04)).toBeCloseTo(0.08, 6);
    }
  });

  it("keeps sound and picture together where both were set anew, and tells what lies over sound before", () => {
    const jumps: ClockJump[] = [];
    const picture = new StreamClock(true, jumps);
    const sound = new StreamClock(true, jumps);
    picture.begin(10, 0);
    sound.begin(10, 0);
    picture.place(15, 1);
    sound.place(15, 0.9);
    expect(picture.place(3, 1)).toBe(6);
    expect(sound.place(3.2, 0.9)).toBeCloseTo(6.2, 6);
    expect(picture.place(0.5, 1)).toBe(7);
    expect(sound.place(0.4, 0.9)).toBeCloseTo(6.9, 6);
    expect(sound.freeFromSecs).toBeCloseTo(7.1, 6);
  });

  it("never counts a day too much", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: TS_CLOCK_SECS, noNaN: true }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        (from, step) => {
          const to = (from + step + TS_CLOCK_SECS) % TS_CLOCK_SECS;
          expect(wrappedDifference(to, from)).toBeCloseTo(step, 4);
        },
      ),
    );
  });

  it("of the sound is believed as long as the list does not say otherwise", () => {
    expect([soundLead(-1.9, -2), soundLead(0, -2), soundLead(36_000, 0)]).toEqual([-1.9, -2, 0]);
  });
});

describe("the time of a frame", () => {
  it.each<[string, number | null, number, number | null, number]>([
    ["lies between those around it where it alone is far from both", 10, 34, 10.08, 10.04],
    [
      "is mended where the clock starts anew beside it",
      TS_CLOCK_SECS - 0.04,
      500,
      0.04,
      TS_CLOCK_SECS,
    ],
    ["stays where it is near the one before", 10, 10.2, 60, 10.2],
    ["stays where the next one goes on from it: the clock is set anew", 10, 60, 60.04, 60],
    ["stays where frames are far apart", 10, 15, 20, 15],
    ["stays where it is the first", null, 60, 10, 60],
    ["stays where it is the last", 10, 60, null, 60],
  ])("%s", (_name, before, time, after, mended) => {
    expect(mendTime(before, time, after)).toBeCloseTo(mended, 5);
  });
});

describe("how long a frame is shown", () => {
  it.each<[string, number, number, number]>([
    ["is as long as before where the time behind it is broken", 8, 0.04, 0.04],
    ["is what it says where it is short", 0.5, 0.04, 0.5],
    ["is what it says where all are long", 2, 2, 2],
    ["is what it says where there is none before", 2, Infinity, 2],
  ])("%s", (_name, duration, usual, mended) => {
    expect(mendDuration(duration, usual)).toBe(mended);
  });
});
