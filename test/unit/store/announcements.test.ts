import { beforeEach, describe, expect, it } from "vitest";
import { newAttachment, newDraft } from "../../../lib/jobs/new-records";
import { emptyAccount } from "../../../lib/store/account-record";
import { addAccount, updateAccount } from "../../../lib/store/account-store";
import { deleteAttachment } from "../../../lib/store/attachment-store";
import { appendChunk, replaceBytes } from "../../../lib/store/byte-store";
import { changeDraftAccount } from "../../../lib/store/change-draft-account";
import { watchOwnChanges } from "../../../lib/store/change-notice";
import { setChosenAccountId } from "../../../lib/store/chosen-account-store";
import { storeConverted } from "../../../lib/store/converted-bytes";
import { openDatabase } from "../../../lib/store/database";
import { setOpenDraftId } from "../../../lib/store/open-draft-store";
import { deletePost } from "../../../lib/store/delete-post-record";
import {
  addToDraft,
  createDraft,
  moveToNewDraft,
  replaceInDraft,
  updatePost,
} from "../../../lib/store/post-store";
import { updatePreferences } from "../../../lib/store/preferences-store";
import { publishDraft } from "../../../lib/store/publish-draft";
import { removeAccountRecord } from "../../../lib/store/remove-account";
import { forgetOldPosts } from "../../../lib/store/retention";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { attachmentIn, postIn, SOURCE, VIDEO } from "../jobs/example-records";
import { freshDatabase, keep } from "./fresh-database";

const SHOWN_TABLES = ["posts", "attachments", "accounts", "settings", "preferences"] as const;
const DAY_MS = 86_400_000;
const NEW = newDraft(1, "primary", {});
const TRANSFER = { doneBytes: 1, totalBytes: 2, bytesPerSecond: 1 };

beforeEach(async () => {
  await freshDatabase();
  await updateAccount("primary", { clientId: "first" });
  await addAccount(emptyAccount("second", 1));
  await keep({
    posts: [
      postIn("draft", { attachmentIds: ["capturing", "converting", "uploading", "ready"] }),
      postIn("posted", { id: "old", attachmentIds: ["old picture"], updatedAtMs: 0 }),
      postIn("failed", { id: "bad", attachmentIds: ["bad picture"] }),
    ],
    attachments: [
      ...(["capturing", "converting", "uploading", "ready"] as const).map((state) =>
        attachmentIn(state, { id: state }),
      ),
      attachmentIn("ready", { id: "old picture", postId: "old" }),
      attachmentIn("ready", { id: "bad picture", postId: "bad" }),
    ],
  });
  await setOpenDraftId("post");
});

/** Every record that pages show, as text, by its table and key. */
async function readShown(): Promise<Map<string, string>> {
  const database = await openDatabase();
  const found = new Map<string, string>();
  for (const table of SHOWN_TABLES) {
    for (const key of await database.getAllKeys(table)) {
      found.set(`${table} ${key}`, JSON.stringify(await database.get(table, key)));
    }
  }
  return found;
}

/** What a change has written, and what it has announced. */
async function observe(change: () => Promise<unknown>) {
  const before = await readShown();
  const announced: string[] = [];
  const stop = watchOwnChanges(({ table, id }) => announced.push(`${table} ${id}`));
  await change();
  stop();
  const after = await readShown();
  const keys = new Set([...before.keys(), ...after.keys()]);
  const written = [...keys].filter((key) => before.get(key) !== after.get(key));
  return { written, announced };
}

describe("every record that is written is announced, once", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["the first account is joined by another", () => addAccount(emptyAccount("third", 2))],
    ["an account is changed", () => updateAccount("second", { clientId: "other" })],
    ["an account is removed", () => removeAccountRecord("primary", 5)],
    ["another account is chosen for drafts to come", () => setChosenAccountId("second")],
    ["a draft goes to another account", () => changeDraftAccount("post", "second", 5)],
    ["a draft is made", () => createDraft(NEW)],
    ["a text is edited", () => updatePost("post", { type: "text-edited", text: "Boats" }, 5)],
    ["a draft is published", () => publishDraft("post", null, 5)],
    ["a post is deleted", () => deletePost("bad")],
    ["old posts are forgotten", () => forgetOldPosts(9 * DAY_MS, 5)],
    ["a medium is added", () => addToDraft(NEW, newAttachment("new", NEW, SOURCE, 5))],
    ["one is added unseen", () => addToDraft(NEW, newAttachment("new", NEW, SOURCE, 5), false)],
    ["a medium moves to a draft of its own", () => moveToNewDraft(["ready"], NEW, 5)],
    ["a frame takes a video's place", () => replaceInDraft("ready", frame(), NEW, 5)],
    ["an alt text is edited", () => updateAttachment("ready", edited("Boats"), 5)],
    ["a medium is deleted", () => deleteAttachment("ready")],
    ["a run of bytes is stored", () => appendChunk("capturing", 0, new Blob(["a"]), TRANSFER, 5)],
    ["bytes take the place of others", () => replaceBytes("capturing", new Uint8Array(5), 5)],
    ["a file was converted", () => storeConverted("converting", CONVERTED, 5)],
    ["a preference is set", () => updatePreferences({ notifies: false })],
  ])("when %s", async (_name, change) => {
    const { written, announced } = await observe(change);
    expect(written.length).toBeGreaterThan(0);
    expect(new Set(announced).size).toBe(announced.length);
    expect(announced).toEqual(expect.arrayContaining(written));
  });
});

describe("where nothing is written, nothing is announced", () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      "the text of a post that is out",
      () => updatePost("old", { type: "text-edited", text: "" }, 5),
    ],
    ["a post that is out, published again", () => publishDraft("old", null, 5)],
    ["a medium for a post that is out", () => addToDraft(postIn("posted", { id: "old" }), frame())],
    ["a medium moved out of a failed post", () => moveToNewDraft(["bad picture"], NEW, 5)],
    ["a frame for a failed post", () => replaceInDraft("bad picture", frame(), NEW, 5)],
    [
      "bytes of a medium that has them all",
      () => appendChunk("ready", 0, new Blob([]), TRANSFER, 5),
    ],
    ["an account that is not there", () => updateAccount("nobody", { clientId: "x" })],
    ["nothing old enough to be forgotten", () => forgetOldPosts(0, 5)],
  ])("%s", async (_name, change) => {
    expect(await observe(change)).toEqual({ written: [], announced: [] });
  });
});

const CONVERTED = { type: "converted", media: VIDEO, thumbnail: null } as const;
const edited = (altText: string) => ({ type: "alt-text-edited", altText }) as const;
const frame = () => attachmentIn("capturing", { id: "frame" });
