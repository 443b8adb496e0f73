import { beforeEach, describe, expect, it, vi } from "vitest";
import { captureFailure } from "../../../lib/errors/capture-failure";
import { getAttachment } from "../../../lib/store/attachment-store";
import { noteSiteRequest } from "../../../lib/store/site-request-store";
import { attachmentIn, postIn } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { freshDatabase, keep } from "../store/fresh-database";

const bringPopupBack = vi.hoisted(() => vi.fn(() => Promise.resolve()));
vi.mock("../../../lib/notices/bring-popup-back", () => ({ bringPopupBack }));

const { noteRefusal } = await import("../../../lib/commands/note-refusal");

beforeEach(async () => {
  await freshDatabase();
  const { error } = captureFailure("permission-unasked", { origin: "https://cdn.test/*" });
  await keep({
    posts: [postIn("draft")],
    attachments: [attachmentIn("failed", { error, resume: { from: "capture", mark: null } })],
  });
});

const refuse = () => noteRefusal({ runner: new IdleRunner(), now: () => 5 });

describe("a site that the person refuses", () => {
  it("ends the wait of the picture it was asked for, which then says that it may not be read", async () => {
    await noteSiteRequest("picture", 0);
    await refuse();
    expect(await getAttachment("picture")).toMatchObject({ state: "capturing" });
    expect(bringPopupBack).toHaveBeenCalledExactlyOnceWith(5);
  });

  it("leaves a picture alone for which nothing was asked", async () => {
    await refuse();
    expect(await getAttachment("picture")).toMatchObject({ state: "failed" });
  });
});
