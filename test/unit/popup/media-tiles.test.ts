import { describe, expect, it } from "vitest";
import { chooseTile, findLanding } from "../../../lib/popup/media-tiles";

describe("the tile whose details are shown", () => {
  const tiles = [
    { id: "a", state: "ready" },
    { id: "b", state: "failed" },
    { id: "c", state: "uploading" },
  ] as const;

  it("is the one that was asked for", () => {
    expect(chooseTile(tiles, "c")).toBe("c");
  });

  it("is one that has failed while none was asked for, or that one is gone", () => {
    expect(chooseTile(tiles, null)).toBe("b");
    expect(chooseTile(tiles, "gone")).toBe("b");
  });

  it("is else the first, and none of none", () => {
    expect(chooseTile([tiles[0], tiles[2]], null)).toBe("a");
    expect(chooseTile([], "a")).toBeNull();
  });
});

describe("a tile that is dragged over another", () => {
  it("lands before what stands earlier, and after what stands later", () => {
    expect(findLanding(3, 1, 1)).toBe("before");
    expect(findLanding(0, 2, 2)).toBe("after");
  });

  it("lands nowhere else, and not on itself", () => {
    expect(findLanding(0, 2, 1)).toBeNull();
    expect(findLanding(2, 2, 2)).toBeNull();
    expect(findLanding(0, null, 1)).toBeNull();
  });
});
