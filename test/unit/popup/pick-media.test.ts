import { describe, expect, it } from "vitest";
import type { PageMedia } from "../../../lib/capture/grid/rank-media";
import { countJoining, isInDraft, isPickable, togglePick } from "../../../lib/popup/pick-media";
import { found } from "../capture/found-media";
import { attachmentIn, SOURCE } from "../jobs/example-records";

const media = (key: string, kind: PageMedia["kind"] = "image"): PageMedia => ({
  ...found(key, { kind }),
  frameId: 0,
  frameUrl: "https://site.test/",
});
const [a, b, c, d, e] = [media("a"), media("b"), media("c"), media("d"), media("e")];
const film = media("film", "video");

describe("picking from a page", () => {
  it("goes up to four, in the order of the picks, whatever the draft holds", () => {
    let picked = togglePick(b, []);
    for (const next of [a, c, d]) picked = togglePick(next, picked);
    expect(picked).toEqual([b, a, c, d]);
    expect(isPickable(e, picked)).toBe(false);
    expect(togglePick(e, picked)).toBe(picked);
    expect(togglePick(b, picked)).toEqual([a, c, d]);
  });

  it("takes a video alone, and nothing beside it", () => {
    expect(isPickable(film, [])).toBe(true);
    expect(isPickable(film, [a])).toBe(false);
    expect(isPickable(a, [film])).toBe(false);
    expect(togglePick(film, [film])).toEqual([]);
  });
});

describe("the picks that join the open draft", () => {
  const image = attachmentIn("ready");
  const video = attachmentIn("capturing", { source: { ...SOURCE, element: "video" } });

  it("are all while it is empty, and as many as it has room for", () => {
    expect(countJoining([], [a, b, c])).toBe(3);
    expect(countJoining([image, image], [a, b, c])).toBe(2);
    expect(countJoining([image, attachmentIn("failed")], [a, b])).toBe(2);
    expect(countJoining([image, image, image, image], [a])).toBe(0);
  });

  it("are none where X takes no mix", () => {
    expect(countJoining([video], [a])).toBe(0);
    expect(countJoining([image], [film])).toBe(0);
  });
});

describe("what a page shows is in the draft already", () => {
  const page = "https://site.test/";
  const held = (change: object) => [attachmentIn("ready", { source: { ...SOURCE, ...change } })];

  it("by its address", () => {
    expect(
      isInDraft(
        { key: "k", url: "https://a.test/1.png" },
        page,
        held({ url: "https://a.test/1.png" }),
      ),
    ).toBe(true);
    expect(isInDraft({ key: "k", url: "" }, page, held({ url: "" }))).toBe(false);
  });

  it("by its name on the same page where it has none", () => {
    const drawn = held({ url: "", key: "k", pageUrl: page });
    expect(isInDraft({ key: "k", url: "" }, page, drawn)).toBe(true);
    expect(isInDraft({ key: "k", url: "" }, "https://other.test/", drawn)).toBe(false);
  });
});
