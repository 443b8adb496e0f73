import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerNotice,
  noticeButton,
  noticeIdOf,
  postIdOfNotice,
} from "../../../lib/notices/notice";
import { endOf } from "../../../lib/jobs/post-end";
import { postIn } from "../jobs/example-records";

const VIEW = { do: "view", url: "https://x.com/i/status/99" };
const OPEN = { do: "open-composer" };

describe("an end that a person is told about", () => {
  it.each([
    ["posted", postIn("posted"), "posted"],
    ["failed", postIn("failed", { updatedAtMs: 7 }), "failed:7"],
    ["unknown, and for the person to say", unsure("inconclusive"), "unsure:1000"],
  ])("is a post that is %s", (_name, post, end) => {
    expect(endOf(post)).toBe(end);
  });

  it.each([
    postIn("draft"),
    postIn("publishing"),
    postIn("posting"),
    postIn("cancelled"),
    unsure("pending"),
  ])("is none of a post that is $state", (post) => {
    expect(endOf(post)).toBeNull();
  });
});

describe("a click on a post's notification", () => {
  it.each([
    ["posted, on the body", postIn("posted"), "body", VIEW],
    ["posted, on the button", postIn("posted"), "button", VIEW],
    ["posted at an address that nobody knows", postIn("posted", { url: null }), "body", OPEN],
    ["failed, on the button", postIn("failed"), "button", { do: "retry" }],
    ["failed, on the body: to see why", postIn("failed"), "body", OPEN],
    ["retried since", postIn("publishing"), "button", OPEN],
    ["a draft again", postIn("draft"), "button", OPEN],
    ["deleted", undefined, "button", OPEN],
  ] as const)("goes by what the post is by then: %s", (_name, post, clicked, answer) => {
    expect(answerNotice(post, clicked)).toEqual(answer);
  });

  it("has a button only where that does more than a click on the body", () => {
    expect(noticeButton(postIn("posted"))).toBe("view");
    expect(noticeButton(postIn("posted", { url: null }))).toBeNull();
    expect(noticeButton(postIn("failed"))).toBe("retry");
    expect(noticeButton(unsure("inconclusive"))).toBeNull();
  });

  it("finds its post by the notification's id, and no post by any other", () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(postIdOfNotice(noticeIdOf(id))).toBe(id);
      }),
    );
    expect(postIdOfNotice("composer-ready")).toBeNull();
  });
});

function unsure(lookup: "pending" | "inconclusive") {
  return postIn("unsure", { lookup });
}
