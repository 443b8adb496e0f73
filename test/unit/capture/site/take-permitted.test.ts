import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { takePermitted } from "../../../../lib/capture/site/retry-permitted";
import { captureFailure } from "../../../../lib/errors/capture-failure";
import { forgetSiteRequest, noteSiteRequest } from "../../../../lib/store/site-request-store";
import { addToDraft } from "../../../../lib/store/post-store";
import { newDraft } from "../../../../lib/jobs/new-records";
import { attachmentIn } from "../../jobs/example-records";
import { freshDatabase } from "../../store/fresh-database";

const ORIGIN = "https://cdn.test/*";
const MINUTE_MS = 60_000;

beforeEach(async () => {
  await freshDatabase();
});

/** A capture that has failed for want of its site. */
async function fail(id: string, origin = ORIGIN): Promise<void> {
  const { error } = captureFailure("permission-refused", { origin });
  const draft = newDraft(0, "first");
  await addToDraft(draft, attachmentIn("failed", { id, postId: draft.id, error }));
}

describe("a site that is allowed", () => {
  it("lets the capture go on for which it was just asked", async () => {
    await fail("asked");
    await noteSiteRequest("asked", 0);
    expect(await takePermitted([ORIGIN], MINUTE_MS)).toEqual(["asked"]);
    // Once.
    expect(await takePermitted([ORIGIN], MINUTE_MS)).toEqual([]);
  });

  it("starts nothing that was refused earlier", async () => {
    await fail("old");
    await fail("asked");
    await noteSiteRequest("asked", 0);
    expect(await takePermitted([ORIGIN], 0)).toEqual(["asked"]);
  });

  it("starts nothing for which another site was asked for", async () => {
    await fail("asked", "https://other.test/*");
    await noteSiteRequest("asked", 0);
    expect(await takePermitted([ORIGIN], 0)).toEqual([]);
    expect(await takePermitted(["*://*/*"], 0)).toEqual(["asked"]);
  });

  it("starts nothing whose question was answered, or is over for long", async () => {
    await fail("answered");
    await fail("old");
    await noteSiteRequest("answered", 0);
    await forgetSiteRequest("answered");
    await noteSiteRequest("old", -10 * MINUTE_MS);
    expect(await takePermitted([ORIGIN], 0)).toEqual([]);
  });
});
