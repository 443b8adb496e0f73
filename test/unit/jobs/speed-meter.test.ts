import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SpeedMeter } from "../../../lib/jobs/speed-meter";

describe("the speed of a transfer", () => {
  it("is not known from one look", () => {
    expect(new SpeedMeter().note(1000, 5000)).toBe(0);
  });

  it("is the bytes per second since the first look", () => {
    const speed = new SpeedMeter();
    speed.note(0, 10_000);
    expect(speed.note(500, 10_500)).toBe(1000);
    expect(speed.note(3000, 11_000)).toBe(3000);
  });

  it("follows the link: what lies more than a few seconds back is forgotten", () => {
    const speed = new SpeedMeter();
    let shown = 0;
    for (let second = 0; second <= 20; second++) shown = speed.note(second * 1000, second * 1000);
    expect(shown).toBe(1000);
    for (let second = 21; second <= 30; second++) shown = speed.note(20_000, second * 1000);
    expect(shown).toBe(0);
  });

  it("is a number of at least 0, whatever the clock and the count do", () => {
    const anyLook = fc.tuple(fc.nat(1_000_000), fc.nat(100_000));
    fc.assert(
      fc.property(fc.array(anyLook, { maxLength: 50 }), (looks) => {
        const speed = new SpeedMeter();
        for (const [doneBytes, atMs] of looks) {
          const shown = speed.note(doneBytes, atMs);
          expect(Number.isFinite(shown) && shown >= 0).toBe(true);
        }
      }),
    );
  });
});
