import { describe, expect, it } from "vitest";
import type { PostState } from "../../../lib/jobs/post";
import { countFailed, isActivityFirst, orderActivity } from "../../../lib/popup/order-activity";
import { postIn } from "./example-jobs";

const jobsIn = (...states: PostState[]) =>
  states.map((state) => ({ post: postIn(state, state), attachments: [] }));

describe("the activity", () => {
  it("begins with what has failed, then what is under way, each in the order given", () => {
    const jobs = jobsIn(
      "posted",
      "publishing",
      "draft",
      "failed",
      "posting",
      "unsure",
      "cancelled",
    );
    const { urgent, others } = orderActivity(jobs);
    expect(urgent.map(({ post }) => post.id)).toEqual([
      "failed",
      "unsure",
      "publishing",
      "posting",
    ]);
    expect(others.map(({ post }) => post.id)).toEqual(["posted", "draft", "cancelled"]);
  });

  it("counts the posts that wait for the person", () => {
    expect(countFailed(jobsIn("posted", "failed", "publishing", "unsure"))).toBe(2);
  });

  it("is shown first where its newest post has failed or is under way", () => {
    expect(isActivityFirst(jobsIn("failed", "posted"))).toBe(true);
    expect(isActivityFirst(jobsIn("posting"))).toBe(true);
    expect(isActivityFirst(jobsIn("posted", "failed"))).toBe(false);
    expect(isActivityFirst([])).toBe(false);
  });
});
