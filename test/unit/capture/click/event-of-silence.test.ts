import { describe, expect, it } from "vitest";
import { eventOfSilence } from "../../../../lib/capture/click/event-of-silence";
import { planCapture } from "../../../../lib/capture/plan-capture";

const click = {
  element: "image",
  srcUrl: "https://members.test/a.jpg",
  pageUrl: "https://gallery.test/",
  frameUrl: "https://gallery.test/",
  pageTitle: "Harbor",
  tabId: 1,
  frameId: 0,
} as const;

describe("a page that says nothing of what was clicked", () => {
  it.each([
    ["a page of the web", click],
    ["a frame that lets nobody in", { ...click, frameId: 3, frameUrl: "https://frames.test/" }],
    ["a frame without an address", { ...click, frameId: 3, frameUrl: "about:blank" }],
  ])("vouches for no picture: %s", (_name, from) => {
    expect(eventOfSilence(planCapture(from))).toMatchObject({
      pageTitle: "Harbor",
      isUnvouched: true,
    });
  });

  it("takes nothing back that it has said before", () => {
    expect(eventOfSilence({ ...planCapture(click), isOffered: false })).toBeNull();
  });

  it.each(["about:reader?url=https%3A%2F%2Fgallery.test%2F", "file:///home/a.html", ""])(
    "is no page of the web: %j",
    (pageUrl) => {
      expect(eventOfSilence(planCapture({ ...click, pageUrl, frameUrl: pageUrl }))).toBeNull();
    },
  );
});
