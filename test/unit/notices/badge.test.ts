import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attachment } from "../../../lib/jobs/attachment";
import { badgeFor } from "../../../lib/notices/badge";
import type { Job } from "../../../lib/jobs/job";
import {
  attachmentIn,
  failedAttachment,
  postIn,
  RETRY_WAIT,
  SIGN_IN_WAIT,
} from "../jobs/example-records";

const NOTHING = { text: "", tone: "busy" };
const BUSY = { text: "…", tone: "busy" };
const ALERT = { text: "!", tone: "alert" };

const moving = (doneBytes: number, totalBytes: number | null): Attachment =>
  attachmentIn("capturing", { transfer: { doneBytes, totalBytes, bytesPerSecond: 1 } });
const draftWith = (...attachments: Attachment[]): Job => ({ post: postIn("draft"), attachments });

describe("the badge", () => {
  it("is empty without jobs, and beside drafts and posts that need nothing", () => {
    expect(badgeFor([])).toEqual(NOTHING);
    expect(badgeFor([draftWith(attachmentIn("ready"))])).toEqual(NOTHING);
    const ended = [postIn("posted"), postIn("cancelled")];
    expect(badgeFor(ended.map((post) => ({ post, attachments: [moving(1, 2)] })))).toEqual(NOTHING);
  });

  it("shows how far the bytes are, as the mean of all that are under way", () => {
    expect(badgeFor([draftWith(moving(1, 4))])).toEqual({ text: "25%", tone: "busy" });
    expect(badgeFor([draftWith(moving(0, 4), moving(4, 4))]).text).toBe("50%");
    expect(badgeFor([draftWith(attachmentIn("processing", { percent: 99.9 }))]).text).toBe("99%");
  });

  it("shows that something is under way where nobody knows how far", () => {
    expect(badgeFor([draftWith(moving(5, null))])).toEqual(BUSY);
    expect(badgeFor([draftWith(attachmentIn("processing", { percent: null }))])).toEqual(BUSY);
    for (const post of [postIn("publishing"), postIn("posting")]) {
      expect(badgeFor([{ post, attachments: [attachmentIn("ready")] }])).toEqual(BUSY);
    }
  });

  it("is busy while the worker itself looks for a post, and calls for the person when it cannot tell", () => {
    expect(badgeFor([{ post: postIn("unsure"), attachments: [] }])).toEqual(BUSY);
    const asking = postIn("unsure", { lookup: "inconclusive" });
    expect(badgeFor([{ post: asking, attachments: [] }])).toEqual(ALERT);
  });

  it("calls for the person after a failure", () => {
    expect(badgeFor([{ post: postIn("failed"), attachments: [] }])).toEqual(ALERT);
    expect(badgeFor([draftWith(failedAttachment({ from: "capture", mark: null }))])).toEqual(ALERT);
  });

  it("calls for the person while a sign-in is what everything waits for", () => {
    const waiting = attachmentIn("uploading", { wait: SIGN_IN_WAIT });
    expect(badgeFor([draftWith(waiting)])).toEqual(ALERT);
    const post = postIn("publishing", { wait: SIGN_IN_WAIT });
    expect(badgeFor([{ post, attachments: [attachmentIn("ready")] }])).toEqual(ALERT);
  });

  it("goes on showing progress while a step waits for its next try by itself", () => {
    expect(badgeFor([draftWith(attachmentIn("uploading", { wait: RETRY_WAIT }))]).text).toBe("0%");
  });

  it("has at most four characters, whatever a site told about the length of its file", () => {
    const anyNumber = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.constantFrom(0, -1, 1, 3, 100, NaN, Infinity),
    );
    fc.assert(
      fc.property(anyNumber, fc.option(anyNumber), (doneBytes, totalBytes) => {
        const { text } = badgeFor([draftWith(moving(doneBytes, totalBytes))]);
        expect(text).toMatch(/^(?:…|[0-9]{1,2}%|100%)$/);
      }),
    );
  });
});
