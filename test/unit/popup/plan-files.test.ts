import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planFiles } from "../../../lib/popup/plan-files";
import type { Job } from "../../../lib/jobs/job";
import { failed, postIn, ready, uploading, VIDEO } from "./example-jobs";

const PNG = { name: "a.png", type: "image/png" };
const GIF = { name: "a.gif", type: "image/gif" };
const MP4 = { name: "a.mp4", type: "video/mp4" };
const TEXT = { name: "a.txt", type: "text/plain" };
const UNKNOWN = { name: "a", type: "" };
const draft = (...attachments: Job["attachments"]): Job => ({ post: postIn("draft"), attachments });

describe("files that are offered to a draft", () => {
  it.each([
    ["four images", null, [PNG, PNG, PNG, PNG], 4, null],
    ["five images", null, [PNG, PNG, PNG, PNG, PNG], 4, "too-many-images"],
    ["one GIF", null, [GIF], 1, null],
    ["an image and a GIF", null, [PNG, GIF], 1, "mix-not-allowed"],
    ["two videos", null, [MP4, MP4], 1, "mix-not-allowed"],
    ["a text and an image", null, [TEXT, PNG], 1, "unsupported-type"],
    ["a file of no known kind", null, [UNKNOWN], 0, "unsupported-type"],
    [
      "an image beside three",
      draft(ready("a"), ready("b"), ready("c")),
      [PNG, PNG],
      1,
      "too-many-images",
    ],
    ["an image beside a video", draft(uploading("a", VIDEO, 0)), [PNG], 0, "mix-not-allowed"],
    ["a video beside an image", draft(ready("a")), [MP4], 0, "mix-not-allowed"],
    ["a video beside a failure", draft(failed("a")), [MP4], 1, null],
    ["nothing", null, [], 0, null],
  ] as const)("%s", (_name, open, files, taken, refusal) => {
    const plan = planFiles(open, files);
    expect(plan.taken).toHaveLength(taken);
    expect(plan.refusal).toBe(refusal);
  });

  it("are taken in their order, each as what it is", () => {
    expect(planFiles(null, [MP4]).taken).toEqual([{ file: MP4, element: "video" }]);
    expect(planFiles(null, [GIF]).taken).toEqual([{ file: GIF, element: "image" }]);
  });

  it("never become a mix that X refuses, and are never left out without a reason", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(PNG, GIF, MP4, TEXT)), (files) => {
        const { taken, refusal } = planFiles(null, files);
        const alone = taken.filter(({ file }) => file !== PNG);
        expect(taken.length <= (alone.length > 0 ? 1 : 4)).toBe(true);
        expect(refusal === null).toBe(taken.length === files.length);
      }),
    );
  });
});
