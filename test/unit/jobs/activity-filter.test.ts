import { describe, expect, it } from "vitest";
import type { PostState } from "../../../lib/jobs/post";
import { ACTIVITY_KINDS, matchesQuery, statesOf } from "../../../lib/jobs/activity-filter";
import { exportActivity } from "../../../lib/popup/export-activity";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import { failed, postIn, ready } from "../popup/example-jobs";

const STATES: readonly PostState[] = [
  "draft",
  "scheduled",
  "publishing",
  "posting",
  "posted",
  "unsure",
  "failed",
  "cancelled",
];

describe("the kinds of posts", () => {
  it("put every state into one of them", () => {
    const kinds = ACTIVITY_KINDS.filter((kind) => kind !== "all");
    expect(kinds.flatMap((kind) => statesOf(kind)).toSorted()).toEqual(STATES.toSorted());
    expect(statesOf("all")).toBeNull();
  });
});

describe("a search", () => {
  const job = {
    post: postIn("posted", "p", "Café at the Harbor"),
    attachments: [ready("a", "Three boats")],
  };

  it.each([
    ["", true],
    ["  ", true],
    ["cafe", true],
    ["HARBOR café", true],
    ["boats harbor", true],
    ["a page", true],
    ["site.example", true],
    ["harbor trains", false],
  ])("for %j finds it: %s", (query, isFound) => {
    expect(matchesQuery(job, query)).toBe(isFound);
  });
});

describe("the exported list", () => {
  it("says of each post what it was, from where, and what became of it", () => {
    const options = { ...NO_POST_OPTIONS, madeWithAi: true };
    const text = exportActivity(
      [
        {
          post: { ...postIn("posted", "p", "Hello"), options },
          attachments: [ready("a", "Boats")],
        },
        { post: postIn("failed", "q"), attachments: [failed("b")] },
      ],
      0,
    );
    expect(JSON.parse(text)).toEqual({
      exportedAt: "1970-01-01T00:00:00.000Z",
      posts: [
        {
          state: "posted",
          text: "Hello",
          url: "https://x.com/i/status/1",
          createdAt: "1970-01-01T00:00:00.000Z",
          changedAt: "1970-01-01T00:00:00.000Z",
          postedAt: "1970-01-01T00:00:00.000Z",
          error: null,
          options,
          media: [
            {
              state: "ready",
              type: "image/png",
              altText: "Boats",
              pageTitle: "A page",
              pageUrl: "https://site.example/",
            },
          ],
        },
        expect.objectContaining({
          state: "failed",
          error: "network",
          url: null,
          media: [expect.objectContaining({ state: "failed", type: null })],
        }),
      ],
    });
  });
});
