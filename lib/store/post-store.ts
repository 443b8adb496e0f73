import type { Attachment } from "../jobs/attachment";
import { type DraftPost, type Post, type PostState, isPostBusy } from "../jobs/post";
import { transitionAttachment } from "../jobs/attachment-transition";
import type { PostEvent } from "../jobs/post-event";
import { transitionPost } from "../jobs/post-transition";
import { announceChange } from "./change-notice";
import { openDatabase } from "./database";
import { OPEN_DRAFT_KEY } from "./open-draft-store";

/** Reads one post; undefined when it was deleted. */
export async function getPost(id: string): Promise<Post | undefined> {
  return (await openDatabase()).get("posts", id);
}

/** The posts changed last, newest first. */
export async function listRecentPosts(limit: number): Promise<Post[]> {
  const database = await openDatabase();
  const posts: Post[] = [];
  let cursor = await database.transaction("posts").store.index("byUpdate").openCursor(null, "prev");
  while (cursor !== null && posts.length < limit) {
    posts.push(cursor.value);
    cursor = await cursor.continue();
  }
  return posts;
}

/** Every post that the worker has something to do for. */
export async function listBusyPosts(): Promise<Post[]> {
  const database = await openDatabase();
  const states: PostState[] = ["publishing", "posting", "unsure"];
  const found = await Promise.all(
    states.map((state) => database.getAllFromIndex("posts", "byState", state)),
  );
  return found.flat().filter(isPostBusy);
}

/** Every draft, the one changed last first. */
export async function listDrafts(): Promise<DraftPost[]> {
  const found = await (await openDatabase()).getAllFromIndex("posts", "byState", "draft");
  return found
    .filter((post) => post.state === "draft")
    .toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
}

/** Stores a new draft. */
export async function createDraft(draft: DraftPost): Promise<void> {
  await (await openDatabase()).add("posts", draft);
  announceChange({ table: "posts", id: draft.id });
}

/**
 * Applies an event to the stored post in one transaction, so that two clicks, windows or workers
 * cannot both take the same step. Returns the post as it now stands, and whether the event had a
 * meaning in its state; undefined when the post is gone.
 */
export async function updatePost(
  id: string,
  event: PostEvent,
  nowMs: number,
): Promise<{ readonly post: Post; readonly applied: boolean } | undefined> {
  const database = await openDatabase();
  const transaction = database.transaction("posts", "readwrite");
  const current = await transaction.store.get(id);
  if (current === undefined) return undefined;
  const next = transitionPost(current, event, nowMs);
  if (next !== null) await transaction.store.put(next);
  await transaction.done;
  if (next === null) return { post: current, applied: false };
  announceChange({ table: "posts", id });
  return { post: next, applied: true };
}

/**
 * Puts a new attachment into a draft, which becomes the one that the composer shows, all in one
 * transaction: none exists without the others after a crash. The draft is written as given when it
 * is new, else only its list grows.
 *
 * @param opens false: the composer goes on showing what it shows
 * @returns false when the post is no longer a draft (it was published meanwhile): nothing is stored
 */
export async function addToDraft(
  draft: Post,
  attachment: Attachment,
  opens: boolean = true,
): Promise<boolean> {
  const database = await openDatabase();
  const transaction = database.transaction(["posts", "attachments", "settings"], "readwrite");
  const posts = transaction.objectStore("posts");
  const current = (await posts.get(draft.id)) ?? draft;
  const next = transitionPost(
    current,
    { type: "attachment-added", attachmentId: attachment.id },
    attachment.createdAtMs,
  );
  if (next === null) return false;
  // The person may have chosen another account since the draft was read.
  const { accountId } = next;
  await Promise.all([
    posts.put(next),
    transaction.objectStore("attachments").put({ ...attachment, accountId }),
    opens && transaction.objectStore("settings").put(draft.id, OPEN_DRAFT_KEY),
    transaction.done,
  ]);
  announceChange({ table: "posts", id: draft.id });
  announceChange({ table: "attachments", id: attachment.id });
  announceChange({ table: "settings", id: OPEN_DRAFT_KEY });
  return true;
}

/**
 * Takes an attachment out of its draft and makes it the only one of a new draft, which becomes the
 * one that the composer shows, in one transaction.
 */
export async function moveToNewDraft(
  attachmentId: string,
  newDraft: Post,
  nowMs: number,
): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction(["posts", "attachments", "settings"], "readwrite");
  const posts = transaction.objectStore("posts");
  const attachments = transaction.objectStore("attachments");
  const attachment = await attachments.get(attachmentId);
  const from = attachment && (await posts.get(attachment.postId));
  const moved =
    attachment && transitionAttachment(attachment, { type: "moved", postId: newDraft.id }, nowMs);
  const left = from && transitionPost(from, { type: "attachment-removed", attachmentId }, nowMs);
  const grown = transitionPost(newDraft, { type: "attachment-added", attachmentId }, nowMs);
  if (!moved || !left || !grown) return;
  await Promise.all([
    posts.put(left),
    posts.put(grown),
    attachments.put(moved),
    transaction.objectStore("settings").put(newDraft.id, OPEN_DRAFT_KEY),
    transaction.done,
  ]);
  announceChange({ table: "posts", id: left.id });
  announceChange({ table: "posts", id: grown.id });
  announceChange({ table: "attachments", id: attachmentId });
  announceChange({ table: "settings", id: OPEN_DRAFT_KEY });
}

/**
 * Puts a new attachment into a draft in the place of another one, which becomes the only one of a new
 * draft: all in one transaction, so that nothing is lost or doubled by a crash.
 *
 * @returns false when that has no meaning (the draft was published meanwhile): nothing is stored
 */
export async function replaceInDraft(
  attachmentId: string,
  replacement: Attachment,
  newDraft: Post,
  nowMs: number,
): Promise<boolean> {
  const database = await openDatabase();
  const transaction = database.transaction(["posts", "attachments"], "readwrite");
  const posts = transaction.objectStore("posts");
  const attachments = transaction.objectStore("attachments");
  const attachment = await attachments.get(attachmentId);
  const from = attachment && (await posts.get(attachment.postId));
  const moved =
    attachment && transitionAttachment(attachment, { type: "moved", postId: newDraft.id }, nowMs);
  const left = from && transitionPost(from, { type: "attachment-removed", attachmentId }, nowMs);
  const refilled =
    left && transitionPost(left, { type: "attachment-added", attachmentId: replacement.id }, nowMs);
  const grown = transitionPost(newDraft, { type: "attachment-added", attachmentId }, nowMs);
  if (!moved || !refilled || !grown) return false;
  await Promise.all([
    posts.put(refilled),
    posts.put(grown),
    attachments.put(moved),
    attachments.put(replacement),
    transaction.done,
  ]);
  announceChange({ table: "posts", id: refilled.id });
  announceChange({ table: "posts", id: grown.id });
  announceChange({ table: "attachments", id: attachmentId });
  announceChange({ table: "attachments", id: replacement.id });
  return true;
}

/** Deletes a post with its attachments and their bytes. */
export async function deletePost(id: string): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction(["posts", "attachments", "chunks"], "readwrite");
  const attachments = transaction.objectStore("attachments");
  for (const attachmentId of await attachments.index("byPost").getAllKeys(id)) {
    await attachments.delete(attachmentId);
    await transaction
      .objectStore("chunks")
      .delete(IDBKeyRange.bound([attachmentId, 0], [attachmentId, Infinity]));
  }
  await transaction.objectStore("posts").delete(id);
  await transaction.done;
  announceChange({ table: "posts", id });
}
