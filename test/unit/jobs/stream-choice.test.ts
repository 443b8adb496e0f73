import { describe, expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import { listStreams, toStreamDetails } from "../../../lib/jobs/stream-choice";
import { transitionAttachment } from "../../../lib/jobs/attachment-transition";
import { failedAttachment, SOURCE } from "./example-records";

const LOADED = ["https://a.test/1.m3u8?sign=A", "https://a.test/2.m3u8?sign=B", "https://b.test/3"];
const loaded = LOADED.map((url) => ({ url, kind: "list" as const }));
const offer = {
  urls: [],
  shownIsPlaceholder: false,
  isProtected: false,
  frameUrl: "https://a.test/",
  film: {
    durationMs: null,
    isLive: false,
    atMs: 0,
    widthPx: 0,
    heightPx: 0,
    language: "",
    loaded,
  },
};
const details = toStreamDetails(LOADED.slice(1), loaded);
const error = jobError("several-streams", "capture", { details });

describe("the streams among which a person chooses", () => {
  it("are named by their places, so that no error holds a signed address", () => {
    expect(JSON.stringify(error)).not.toContain("sign");
    expect(listStreams(error, { offer })).toEqual(LOADED.slice(1));
  });

  it("are none for another error, and none where the page has told of none", () => {
    expect(listStreams(jobError("streamed-video", "capture", { details }), { offer })).toEqual([]);
    expect(listStreams(error, {})).toEqual([]);
    const odd = jobError("several-streams", "capture", { details: { streams: "7 x -1" } });
    expect(listStreams(odd, { offer })).toEqual([]);
  });

  it("are captured anew from the chosen one, and from no other address", () => {
    const failed = failedAttachment({ from: "capture", mark: null }, error);
    const attachment = { ...failed, source: { ...SOURCE, offer } };
    const choose = (url: string) =>
      transitionAttachment(attachment, { type: "stream-chosen", url }, 0);
    expect(choose(LOADED[1] ?? "")).toMatchObject({
      state: "capturing",
      source: { streamUrl: LOADED[1] },
    });
    expect(choose(LOADED[0] ?? "")).toBeNull();
  });
});
