import { describe, expect, it } from "vitest";
import type { Attachment } from "../../../../lib/jobs/attachment";
import { joinsOpenDraft } from "../../../../lib/capture/click/choose-draft";
import type { Job } from "../../../../lib/jobs/job";
import {
  attachmentIn,
  failedAttachment,
  GIF,
  IMAGE,
  postIn,
  SOURCE,
  VIDEO,
} from "../../jobs/example-records";

const image = attachmentIn("ready", { media: IMAGE });
const gif = attachmentIn("ready", { media: GIF });
const video = attachmentIn("uploading", { media: VIDEO });
const unread = attachmentIn("capturing");
const unreadVideo = attachmentIn("capturing", { source: { ...SOURCE, element: "video" } });
const failed = failedAttachment({ from: "capture", mark: null });
const cancelled = attachmentIn("cancelled");

const draftWith = (attachments: Attachment[], text = ""): Job => ({
  post: postIn("draft", { text }),
  attachments,
});

describe("a newly clicked image", () => {
  it.each<[string, Attachment[], boolean]>([
    ["an image", [image], true],
    ["three images", [image, image, image], true],
    ["four images", [image, image, image, image], false],
    ["four images of which one failed", [image, image, image, failed], true],
    ["an image that is still being read", [unread], true],
    ["a GIF", [gif], false],
    ["a video", [video], false],
    ["a video that is still being read", [unreadVideo], false],
    ["an image and a cancelled video", [image, cancelled], true],
  ])("beside %s: joins %s", (_draft, attachments, joins) => {
    expect(joinsOpenDraft(draftWith(attachments), "image")).toBe(joins);
  });
});

describe("a newly clicked video", () => {
  it.each<[string, Attachment[], boolean]>([
    ["an image", [image], false],
    ["a GIF", [gif], false],
    ["a video", [video], false],
    ["an image that is still being read", [unread], false],
  ])("beside %s: joins %s", (_draft, attachments, joins) => {
    expect(joinsOpenDraft(draftWith(attachments), "video")).toBe(joins);
  });
});

describe("either", () => {
  for (const element of ["image", "video"] as const) {
    it(`${element}: begins a post of its own when there is no open draft`, () => {
      expect(joinsOpenDraft(null, element)).toBe(false);
      const published: Job = { post: postIn("publishing"), attachments: [image] };
      expect(joinsOpenDraft(published, element)).toBe(false);
    });

    it(`${element}: joins a text that has no media yet`, () => {
      expect(joinsOpenDraft(draftWith([]), element)).toBe(true);
      expect(joinsOpenDraft(draftWith([failed], "A text"), element)).toBe(true);
    });

    it(`${element}: leaves a draft of nothing but failures alone`, () => {
      expect(joinsOpenDraft(draftWith([failed]), element)).toBe(false);
      expect(joinsOpenDraft(draftWith([failed, cancelled], "  \n"), element)).toBe(false);
    });
  }
});
