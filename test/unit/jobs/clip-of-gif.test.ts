import { describe, expect, it } from "vitest";
import type { AttachmentEvent } from "../../../lib/jobs/attachment-event";
import { clippableOf } from "../../../lib/jobs/clip-transition";
import { storedVideoOf } from "../../../lib/jobs/stored-video";
import { applyEvents } from "./apply-events";
import { attachmentIn, GIF, SOURCE } from "./example-records";

const GIF_MS = 4000;
const SPAN = { startMs: 1000, endMs: 3000 };
const CHOSEN: AttachmentEvent = { type: "clip-chosen", span: SPAN, filmMs: GIF_MS };
const MADE = { type: "converted", media: GIF, thumbnail: null, span: SPAN } as const;

describe("a part of a GIF", () => {
  const gif = attachmentIn("ready", { media: GIF });

  it("is cut of all of it, which stays stored, and X's media id is forgotten", () => {
    const clipped = applyEvents(gif, CHOSEN);
    expect(clipped).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", source: { type: "image/gif" }, span: SPAN },
      clip: { span: SPAN, filmMs: GIF_MS, original: { media: GIF } },
    });
    expect(applyEvents(clipped, MADE)).toMatchObject({ state: "uploading", clip: { span: SPAN } });
    expect(clipped).not.toHaveProperty("mediaId");
  });

  it("is all of it again, as it was", () => {
    const whole = applyEvents(gif, CHOSEN, MADE, { ...CHOSEN, span: null });
    expect(whole).toMatchObject({ state: "uploading", media: GIF });
    expect(whole).not.toHaveProperty("clip");
  });

  it("is the one that is posted again, once the GIF has come", () => {
    const clip = { span: SPAN, filmMs: GIF_MS, longestMs: null, original: null };
    const again = { ...attachmentIn("capturing"), clip };
    expect(applyEvents(again, { type: "captured", media: GIF })).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", span: SPAN },
    });
  });

  it("cannot be chosen of one that stands still, and no GIF is taken for a video", () => {
    const still = attachmentIn("ready", { media: { ...GIF, isAnimated: false, frameCount: 1 } });
    expect(clippableOf(still)).toBeNull();
    expect(storedVideoOf(gif)).toBeNull();
    const frame = { ...attachmentIn("capturing"), source: { ...SOURCE, frameAtMs: 500 } };
    expect(applyEvents(frame, { type: "captured", media: GIF })).toMatchObject({
      state: "uploading",
    });
  });
});
