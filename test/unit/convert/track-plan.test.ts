import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planPictureTrack, planSoundTrack } from "../../../lib/convert/track-plan";

const VP9 = {
  widthPx: 1280,
  heightPx: 720,
  codecString: "vp09.00.31.08",
  framesPerSecond: 30,
  mustEncode: false,
};
const H264 = { ...VP9, codecString: "avc1.64001f" };

describe("a picture track", () => {
  it.each(["avc1.42e01e", "avc1.4d401f", "avc3.64001F", "avc1.58001f"])(
    "of %s is taken over as it is",
    (codecString) => {
      expect(planPictureTrack({ ...H264, codecString })).toEqual({ way: "copy" });
    },
  );

  it.each([
    ["larger than X takes", 3840, 2160, 1920, 1080, "fill"],
    ["too small for X", 24, 20, 48, 40, "fill"],
    ["too long for X", 400, 100, 400, 134, "contain"],
  ])("%s is coded anew in another size", (_name, widthPx, heightPx, toWidth, toHeight, fit) => {
    expect(planPictureTrack({ ...H264, widthPx, heightPx })).toEqual({
      way: "encode",
      widthPx: toWidth,
      heightPx: toHeight,
      fit,
      framesPerSecond: null,
    });
  });

  it("whose frames cannot stay is coded anew in its own size", () => {
    expect(planPictureTrack({ ...H264, mustEncode: true })).toMatchObject({
      way: "encode",
      widthPx: 1280,
      heightPx: 720,
    });
  });

  it.each(["vp8", "av01.0.04M.08", "hev1.1.6.L93.B0", "avc1.6e0028", "avc1.7a0028", null])(
    "of %s is coded anew at its own size and pace",
    (codecString) => {
      expect(planPictureTrack({ ...VP9, codecString })).toEqual({
        way: "encode",
        widthPx: 1280,
        heightPx: 720,
        fit: "fill",
        framesPerSecond: null,
      });
    },
  );

  it("gets even sides of at most 1920 and 1200 pixels, either way up", () => {
    const anySide = fc.integer({ min: 1, max: 8000 });
    fc.assert(
      fc.property(anySide, anySide, (widthPx, heightPx) => {
        const plan = planPictureTrack({ ...VP9, widthPx, heightPx });
        if (plan.way !== "encode") throw new Error("It should be coded anew");
        expect([plan.widthPx % 2, plan.heightPx % 2]).toEqual([0, 0]);
        expect(Math.max(plan.widthPx, plan.heightPx)).toBeLessThanOrEqual(1920);
        expect(Math.min(plan.widthPx, plan.heightPx)).toBeLessThanOrEqual(1200);
      }),
    );
  });

  it("of more than 60 frames a second is slowed to that, H.264 or not", () => {
    for (const track of [VP9, H264]) {
      expect(planPictureTrack({ ...track, framesPerSecond: 120 })).toMatchObject({
        way: "encode",
        framesPerSecond: 60,
      });
    }
    expect(planPictureTrack({ ...H264, framesPerSecond: 60.2 })).toEqual({ way: "copy" });
  });
});

describe("a sound track", () => {
  it("of AAC-LC is taken over", () => {
    const track = {
      codecString: "mp4a.40.2",
      channels: 2,
      sampleRateHz: 22_050,
      mustEncode: false,
    };
    expect(planSoundTrack(track)).toEqual({ way: "copy" });
    expect(planSoundTrack({ ...track, mustEncode: true })).toEqual({
      way: "encode",
      channels: 2,
      sampleRateHz: 48_000,
    });
  });

  it.each([
    ["opus", 1, 48_000, 1, 48_000],
    ["vorbis", 2, 44_100, 2, 44_100],
    ["mp4a.40.5", 2, 24_000, 2, 48_000],
    ["mp4a.40.2", 6, 48_000, 2, 48_000],
    [null, 8, 192_000, 2, 48_000],
  ])("of %s with %i channels at %i Hz becomes %i at %i", (codecString, channels, rate, to, at) => {
    const track = { codecString, channels, sampleRateHz: rate, mustEncode: false };
    expect(planSoundTrack(track)).toEqual({
      way: "encode",
      channels: to,
      sampleRateHz: at,
    });
  });
});
