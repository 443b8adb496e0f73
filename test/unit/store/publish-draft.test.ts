import { beforeEach, describe, expect, it } from "vitest";
import { watchOwnChanges } from "../../../lib/store/change-notice";
import { openDatabase } from "../../../lib/store/database";
import { getOpenDraftId, setOpenDraftId } from "../../../lib/store/open-draft-store";
import { getPost } from "../../../lib/store/post-store";
import { publishDraft } from "../../../lib/store/publish-draft";
import { postIn } from "../jobs/example-records";
import { freshDatabase, keep } from "./fresh-database";

beforeEach(freshDatabase);

async function chosenAccountId(): Promise<string | undefined> {
  return (await openDatabase()).get("settings", "chosen-account");
}

describe("a draft that is published", () => {
  it("is shown by the composer no more, and the next begins with its account", async () => {
    await keep({ posts: [postIn("draft", { accountId: "second" })] });
    await setOpenDraftId("post");
    const seen: string[] = [];
    const stop = watchOwnChanges(({ table, id }) => seen.push(`${table} ${id}`));
    expect(await publishDraft("post", null, 77)).toBe("post");
    stop();
    expect(await getPost("post")).toMatchObject({ state: "publishing", updatedAtMs: 77 });
    expect(await getOpenDraftId()).toBeUndefined();
    expect(await chosenAccountId()).toBe("second");
    expect(seen).toEqual(["posts post", "settings chosen-account", "settings open-draft"]);
  });

  it("leaves another draft in the composer", async () => {
    await keep({ posts: [postIn("draft"), postIn("draft", { id: "other" })] });
    await setOpenDraftId("other");
    expect(await publishDraft("post", null, 77)).toBe("post");
    expect(await getOpenDraftId()).toBe("other");
  });

  it("takes along what follows it in its thread, and nothing else", async () => {
    await keep({
      posts: [
        postIn("draft"),
        postIn("draft", { id: "second", afterId: "post" }),
        postIn("draft", { id: "third", afterId: "second" }),
        postIn("draft", { id: "other" }),
      ],
    });
    expect(await publishDraft("post", 99, 77)).toBe("post");
    const states = await Promise.all(["post", "second", "third", "other"].map(getPost));
    expect(states.map((post) => post?.state)).toEqual([
      "publishing",
      "publishing",
      "publishing",
      "draft",
    ]);
    expect(await getPost("third")).toMatchObject({ holdUntilMs: null, afterId: "second" });
  });

  it("is published once, whoever asks for it again; what is no draft changes nothing", async () => {
    await keep({ posts: [postIn("draft"), postIn("posted", { id: "done" })] });
    await setOpenDraftId("done");
    const asked = [publishDraft("post", null, 77), publishDraft("post", 99, 78)];
    expect(await Promise.all(asked)).toEqual(["post", null]);
    expect(await getPost("post")).toMatchObject({ holdUntilMs: null });
    for (const id of ["done", "nobody"]) expect(await publishDraft(id, null, 77)).toBeNull();
    expect(await getOpenDraftId()).toBe("done");
  });
});
