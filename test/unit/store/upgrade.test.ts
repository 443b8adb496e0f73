import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, describe, expect, it } from "vitest";
import { getAttachment } from "../../../lib/store/attachment-store";
import { getPost } from "../../../lib/store/post-store";
import { searchActivity } from "../../../lib/store/search-activity";
import { NO_METADATA } from "../../../lib/x/metadata-value";
import { NO_POST_OPTIONS } from "../../../lib/x/post-options";
import { attachmentIn, postIn } from "../jobs/example-records";
import { freshDatabase } from "./fresh-database";

beforeEach(freshDatabase);

/** A record without the fields that a later version gave it. */
function without(record: object, ...names: string[]): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** The database as the first version left it. */
async function keepFirstVersion(posts: object[], attachments: object[]): Promise<void> {
  const database = await openDB("tweet-this-image", 1, {
    upgrade(first) {
      const store = first.createObjectStore("posts", { keyPath: "id" });
      store.createIndex("byUpdate", "updatedAtMs");
      store.createIndex("byState", "state");
      const media = first.createObjectStore("attachments", { keyPath: "id" });
      media.createIndex("byPost", "postId");
      media.createIndex("byState", "state");
      first.createObjectStore("chunks", { keyPath: ["attachmentId", "startByte"] });
      first.createObjectStore("accounts", { keyPath: "id" });
      first.createObjectStore("grants", { keyPath: "accountId" });
      first.createObjectStore("settings");
    },
  });
  for (const post of posts) await database.put("posts", post);
  for (const attachment of attachments) await database.put("attachments", attachment);
  database.close();
}

describe("a database of the first version", () => {
  it("keeps every job, with what was new since left empty", async () => {
    const states = ["draft", "publishing", "posted"] as const;
    await keepFirstVersion(
      states.map((state) =>
        without(
          { ...postIn(state), id: state },
          "options",
          "removal",
          "begunBecause",
          "holdUntilMs",
        ),
      ),
      [
        {
          ...without(
            attachmentIn("ready", { id: "told" }),
            "subtitles",
            "sentMetadata",
            "sentSubtitles",
          ),
          sentAltText: "Boats",
        },
        {
          ...without(
            attachmentIn("ready", { id: "untold" }),
            "subtitles",
            "sentMetadata",
            "sentSubtitles",
          ),
          sentAltText: null,
        },
        without(attachmentIn("failed", { id: "failed" }), "subtitles"),
      ],
    );
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
    await keepFirstVersion([without(postIn("posted"), "options")], []);
    const { jobs } = await searchActivity({ kind: "posted", query: "" }, 10);
    expect(jobs.map(({ post }) => post.id)).toEqual(["post"]);
  });
});
