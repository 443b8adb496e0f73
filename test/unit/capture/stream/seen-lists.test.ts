import { describe, expect, it } from "vitest";
import { addSeenLists, SeenLists } from "../../../../lib/capture/stream/seen-lists";

const SITE = "https://video.test";
const seen = (path: string, frameId = 0, atMs = 1000) => ({ url: `${SITE}${path}`, frameId, atMs });

describe("what the browser shows of a tab's requests", () => {
  it("are its playlists, the latest first, and nothing else", () => {
    const lists = new SeenLists();
    for (const path of ["/a.m3u8", "/b.mpd", "/page?m3u8", "/a.m3u8"]) lists.note(7, seen(path));
    expect(lists.of(7)).toEqual([seen("/a.m3u8"), seen("/b.mpd")]);
    expect(lists.of(8)).toEqual([]);
  });

  it("is bounded: twenty lists of a tab, and the thirty tabs that asked last", () => {
    const lists = new SeenLists();
    for (let index = 0; index < 100; index += 1) lists.note(1, seen(`/${index}.m3u8`));
    expect(lists.of(1)).toHaveLength(20);
    for (let tab = 2; tab <= 30; tab += 1) lists.note(tab, seen("/a.m3u8"));
    lists.note(1, seen("/a.m3u8"));
    lists.note(31, seen("/a.m3u8"));
    expect(lists.of(1)).toHaveLength(20);
    expect(lists.of(2)).toEqual([]);
    expect(lists.of(31)).toHaveLength(1);
  });
});

describe("the lists of a clicked frame", () => {
  const opened = { frameId: 0, openedAtMs: 500 };
  const timed = (path: string) => ({ url: `${SITE}${path}`, kind: "list" as const });

  it("are its own seen ones, those of its timings, and then those of other frames", () => {
    const seenHere = [seen("/other.m3u8", 3), seen("/new.m3u8"), seen("/old.m3u8")];
    expect(addSeenLists([timed("/old.m3u8"), timed("/older.m3u8")], seenHere, opened)).toEqual(
      ["/new.m3u8", "/old.m3u8", "/older.m3u8", "/other.m3u8"].map(timed),
    );
  });

  it("are not those of the page that stood there before", () => {
    expect(addSeenLists([], [seen("/before.m3u8", 0, 499)], opened)).toEqual([]);
  });

  it("are twenty at most", () => {
    const many = Array.from({ length: 20 }, (_, index) => seen(`/${index}.m3u8`));
    expect(addSeenLists([timed("/a.m3u8")], many, opened)).toHaveLength(20);
  });
});
