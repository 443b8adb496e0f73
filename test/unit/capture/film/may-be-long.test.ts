import { describe, expect, it } from "vitest";
import { mayBeTooLong } from "../../../../lib/capture/film/may-be-long";
import type { CaptureSource } from "../../../../lib/jobs/capture-source";
import { SOURCE } from "../../jobs/example-records";

const MINUTE_MS = 60_000;

function played(durationMs: number | null, more: Partial<CaptureSource> = {}): CaptureSource {
  const film = { durationMs, isLive: false, atMs: 0, widthPx: 640, heightPx: 360, language: "" };
  const offer = { urls: [], shownIsPlaceholder: false, isProtected: false, frameUrl: "" };
  const source = { ...SOURCE, element: "video", url: "https://video.test/film.mp4" } as const;
  return { ...source, offer: { ...offer, film: { ...film, loaded: [] } }, ...more };
}

describe("a film's index is asked for first", () => {
  it("where the page tells that X does not take so long a film, or might not take so many bytes", () => {
    expect(mayBeTooLong(played(21 * MINUTE_MS), "standard")).toBe(true);
    expect(mayBeTooLong(played(130 * MINUTE_MS), "premium")).toBe(true);
    // 8 GB in 15 minutes are 76 Mbit/s.
    expect(mayBeTooLong(played(15 * MINUTE_MS), "standard")).toBe(true);
  });

  it("not where X takes it, nobody knows its length, or it is no file on a site", () => {
    expect(mayBeTooLong(played(5 * MINUTE_MS), "standard")).toBe(false);
    expect(mayBeTooLong(played(15 * MINUTE_MS), "premium")).toBe(false);
    expect(mayBeTooLong(played(null), "standard")).toBe(false);
    const long = 21 * MINUTE_MS;
    expect(mayBeTooLong(played(long, { url: "blob:https://video.test/1" }), "standard")).toBe(
      false,
    );
    expect(mayBeTooLong(played(long, { element: "image" }), "standard")).toBe(false);
    expect(mayBeTooLong({ ...SOURCE, element: "video" }, "standard")).toBe(false);
  });
});
