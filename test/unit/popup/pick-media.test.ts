import { describe, expect, it } from "vitest";
import type { PageMedia } from "../../../lib/capture/grid/rank-media";
import { countFreePlaces, isPickable, togglePick } from "../../../lib/popup/pick-media";
import { found } from "../capture/found-media";
import { attachmentIn, SOURCE } from "../jobs/example-records";

const media = (key: string, kind: PageMedia["kind"] = "image"): PageMedia => ({
  ...found(key, { kind }),
  frameId: 0,
  frameUrl: "https://site.test/",
});
const [a, b, c] = [media("a"), media("b"), media("c")];
const film = media("film", "video");

describe("picking from a page", () => {
  it("goes up to the free places, in the order of the picks", () => {
    let picked = togglePick(b, [], 2);
    picked = togglePick(a, picked, 2);
    expect(picked).toEqual([b, a]);
    expect(isPickable(c, picked, 2)).toBe(false);
    expect(togglePick(c, picked, 2)).toBe(picked);
    expect(togglePick(b, picked, 2)).toEqual([a]);
  });

  it("takes a video alone, and nothing beside it", () => {
    expect(isPickable(film, [], 4)).toBe(true);
    expect(isPickable(film, [a], 4)).toBe(false);
    expect(isPickable(a, [film], 4)).toBe(false);
    expect(togglePick(film, [film], 4)).toEqual([]);
  });

  it("has the places that the open draft has left, and all where none can join it", () => {
    const image = attachmentIn("ready");
    const video = attachmentIn("capturing", { source: { ...SOURCE, element: "video" } });
    expect(countFreePlaces([])).toBe(4);
    expect(countFreePlaces([image, image, image])).toBe(1);
    expect(countFreePlaces([image, attachmentIn("failed"), attachmentIn("cancelled")])).toBe(3);
    expect(countFreePlaces([image, image, image, image])).toBe(4);
    expect(countFreePlaces([video])).toBe(4);
  });
});
