import { describe, expect, it } from "vitest";
import { type PostPlan, type PostRules, refusePost } from "../../../lib/rules/refuse-post";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";

const IMAGE = { category: "tweet_image", altText: "Boats" } as const;
const GIF = { category: "tweet_gif", altText: "" } as const;
const VIDEO = { category: "tweet_video", altText: "" } as const;
const PLAN: PostPlan = { text: "Hello", options: NO_POST_OPTIONS, media: [IMAGE] };
const RULES: PostRules = {
  tier: "standard",
  requiresAltText: false,
  topLevelDomains: topLevelDomains(),
};
const answering = (replyLink: string) => ({ options: { ...NO_POST_OPTIONS, replyLink } });

describe("a post, before anything is sent", () => {
  it.each<[string, Partial<PostPlan>, Partial<PostRules>, string | null]>([
    ["with text and an image", {}, {}, null],
    ["without media", { media: [] }, {}, "no-media"],
    ["of words alone, within a thread", { media: [], afterId: "first" }, {}, null],
    ["of nothing, within a thread", { media: [], text: " ", afterId: "first" }, {}, "no-media"],
    ["with an image and a video", { media: [IMAGE, VIDEO] }, {}, "mix-not-allowed"],
    ["with five images", { media: [IMAGE, IMAGE, IMAGE, IMAGE, IMAGE] }, {}, "too-many-images"],
    ["of 281", { text: "x".repeat(281) }, {}, "text-too-long"],
    ["with one cashtag", { text: "Long $BOAT, still $boat" }, {}, null],
    ["with two cashtags", { text: "Long $BOAT, short $SEA" }, {}, "too-many-cashtags"],
    ["of 281 by a subscriber", { text: "x".repeat(281) }, { tier: "premium" }, null],
    ["of 281 by nobody knows whom", { text: "x".repeat(281) }, { tier: null }, null],
    [
      "of 25001 by a subscriber",
      { text: "x".repeat(25_001) },
      { tier: "premium" },
      "text-too-long",
    ],
    ["that answers a post", answering("https://x.com/a/status/20"), {}, null],
    ["that answers a page", answering("https://example.com/"), {}, "reply-link-invalid"],
    [
      "without alt text where that is asked for",
      { media: [GIF] },
      { requiresAltText: true },
      "alt-text-missing",
    ],
    ["without alt text where it is not", { media: [GIF] }, {}, null],
    ["with a video, which needs none", { media: [VIDEO] }, { requiresAltText: true }, null],
  ])("%s", (_name, plan, rules, code) => {
    expect(refusePost({ ...PLAN, ...plan }, { ...RULES, ...rules })).toBe(code);
  });
});
