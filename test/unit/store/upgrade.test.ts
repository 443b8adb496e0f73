import { beforeEach, describe, expect, it } from "vitest";
import { getAttachment } from "../../../lib/store/attachment-store";
import { getPost } from "../../../lib/store/post-store";
import { searchActivity } from "../../../lib/store/search-activity";
import { NO_METADATA } from "../../../lib/jobs/metadata-value";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import { attachmentIn, postIn } from "../jobs/example-records";
import { firstAttachment, firstPost, leaveFirstVersion } from "./first-version";
import { freshDatabase } from "./fresh-database";

beforeEach(freshDatabase);

describe("a database of the first version", () => {
  it("keeps every job, with what was new since left empty", async () => {
    const states = ["draft", "publishing", "posted"] as const;
    await leaveFirstVersion({
      posts: states.map((state) => firstPost({ ...postIn(state), id: state })),
      attachments: [
        firstAttachment(attachmentIn("ready", { id: "told" }), "Boats"),
        firstAttachment(attachmentIn("ready", { id: "untold" })),
        firstAttachment(attachmentIn("failed", { id: "failed" })),
      ],
    });
    expect(await getPost("draft")).toEqual(postIn("draft", { id: "draft" }));
    expect(await getPost("publishing")).toEqual(postIn("publishing", { id: "publishing" }));
    expect(await getPost("posted")).toMatchObject({ options: NO_POST_OPTIONS, xPostId: "99" });
    expect(await getAttachment("told")).toMatchObject({
      sentMetadata: { altText: "Boats", sensitive: [] },
      sentSubtitles: null,
    });
    expect(await getAttachment("untold")).toMatchObject({ sentMetadata: NO_METADATA });
    expect(await getAttachment("failed")).toEqual(attachmentIn("failed", { id: "failed" }));
  });

  it("can be searched by state at once", async () => {
    await leaveFirstVersion({ posts: [firstPost(postIn("posted"))] });
    const { jobs } = await searchActivity({ kind: "posted", query: "" }, 10);
    expect(jobs.map(({ post }) => post.id)).toEqual(["post"]);
  });
});
