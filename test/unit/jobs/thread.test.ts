import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Post } from "../../../lib/jobs/post";
import {
  draftsOfThread,
  linksFor,
  moveWithin,
  placeInThreads,
  threadOf,
  writtenPartOf,
} from "../../../lib/jobs/thread";
import { postIn } from "./example-records";

const idsOf = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => id).join("");

const at = (id: string, afterId: string | null, state: Post["state"] = "draft"): Post => {
  const link = afterId === null ? { id } : { id, afterId };
  if (state === "deleted") return { ...postIn("deleted", link), before: postIn("draft", link) };
  return { ...postIn(state), ...link };
};

const FIVE = [at("d", "c"), at("b", "a"), at("a", null), at("c", "b"), at("e", "d"), at("z", null)];

describe("a thread", () => {
  it("is found from any of its posts, in order, whatever order they are stored in", () => {
    for (const id of "abcde") expect(idsOf(threadOf(id, FIVE))).toBe("abcde");
    expect(idsOf(threadOf("z", FIVE))).toBe("z");
    expect(threadOf("nobody", FIVE)).toEqual([]);
  });

  it("whose records name each other in a circle has an end", () => {
    expect(threadOf("a", [at("a", "b"), at("b", "a")])).toHaveLength(2);
  });

  it("is written from the first draft that is not out, with what was deleted in its place", () => {
    const posts = [
      at("a", null, "posted"),
      at("b", "a"),
      at("c", "b", "deleted"),
      at("d", "c"),
      at("e", "d", "failed"),
    ];
    for (const id of "bcd") {
      expect(idsOf(writtenPartOf(id, posts))).toBe("bcd");
      expect(idsOf(draftsOfThread(id, posts))).toBe("bd");
    }
  });

  it("counts places without what was deleted, and tells what is out and whether somebody is needed", () => {
    const posts = [
      { ...postIn("posted"), id: "a", url: "https://x.com/i/status/1" },
      at("b", "a", "failed"),
      at("c", "b", "deleted"),
      at("d", "c", "publishing"),
      at("z", null),
    ];
    const places = placeInThreads(posts);
    expect([...places.keys()].toSorted()).toEqual(["a", "b", "d"]);
    expect(places.get("d")).toEqual({
      index: 2,
      count: 3,
      outUrls: ["https://x.com/i/status/1"],
      needsPerson: true,
    });
  });
});

describe("moving a post", () => {
  const PART = [at("a", null), at("b", "a"), at("c", "b", "deleted"), at("d", "c")];

  it.each([
    ["a", 1, "bcad"],
    ["a", 2, "bcda"],
    ["d", 0, "dabc"],
    ["b", 2, "acdb"],
    ["b", 9, "acdb"],
    ["d", -3, "dabc"],
    ["nobody", 0, "abcd"],
  ])("%s to place %i makes %s", (id, toIndex, order) => {
    expect(idsOf(moveWithin(PART, id, toIndex))).toBe(order);
  });

  it("changes links so that the thread reads in the wanted order, and no others", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([..."abcdef"], { minLength: 2 }), (order) => {
        const chained = order.map((id, index) => at(id, order[index - 1] ?? "before"));
        const wanted = chained.toSorted((one, other) => one.id.localeCompare(other.id));
        const links = new Map(linksFor(wanted, "before").map(({ id, afterId }) => [id, afterId]));
        const after = chained.map((post) =>
          links.has(post.id) ? at(post.id, links.get(post.id) ?? null) : post,
        );
        expect(idsOf(threadOf(order[0] ?? "", after))).toBe(idsOf(wanted));
        expect(linksFor(threadOf(order[0] ?? "", after), "before")).toEqual([]);
      }),
    );
  });
});
