import type { Attachment } from "../jobs/attachment";
import {
  type DeletedPost,
  type DraftPost,
  type Post,
  type PostedPost,
  type PostState,
  isPostBusy,
} from "../jobs/post";
import { listRemovals, ownAttachmentIds } from "../jobs/removals";
import type { PostEvent } from "../jobs/post-event";
import { applyToAttachment, applyToPost } from "./apply-events";
import { changeRecords, type RecordChange } from "./change-records";
import { openDatabase } from "./database";
import { OPEN_DRAFT_KEY } from "./open-draft-store";

/** Reads one post; undefined when it was deleted. */
export async function getPost(id: string): Promise<Post | undefined> {
  return (await openDatabase()).get("posts", id);
}

/** The posts changed last, newest first, without deleted ones. */
export async function listRecentPosts(limit: number): Promise<Post[]> {
  const database = await openDatabase();
  const posts: Post[] = [];
  let cursor = await database.transaction("posts").store.index("byUpdate").openCursor(null, "prev");
  while (cursor !== null && posts.length < limit) {
    if (cursor.value.state !== "deleted") posts.push(cursor.value);
    cursor = await cursor.continue();
  }
  return posts;
}

/** Every post that was deleted and can still be brought back, the one deleted last first. */
export async function listDeletedPosts(): Promise<DeletedPost[]> {
  const found = await (await openDatabase()).getAllFromIndex("posts", "byState", "deleted");
  return found
    .filter((post) => post.state === "deleted")
    .toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
}

/** The attachments that a person has taken away and may still bring back: nothing is done for them meanwhile. */
export async function listSetAsideIds(): Promise<ReadonlySet<string>> {
  const [drafts, deleted] = await Promise.all([listDrafts(), listDeletedPosts()]);
  return new Set([
    ...drafts.flatMap(listRemovals).map(({ attachmentId }) => attachmentId),
    ...deleted.flatMap(ownAttachmentIds),
  ]);
}

/** Every post that the worker has something to do for. */
export async function listBusyPosts(): Promise<Post[]> {
  const database = await openDatabase();
  const states: PostState[] = ["scheduled", "publishing", "posting", "unsure"];
  const found = await Promise.all(
    states.map((state) => database.getAllFromIndex("posts", "byState", state)),
  );
  return found.flat().filter(isPostBusy);
}

/** The posts of an account that are on X under a known id. */
export async function listPostedPosts(
  accountId: string,
): Promise<(PostedPost & { readonly xPostId: string })[]> {
  const found = await (await openDatabase()).getAllFromIndex("posts", "byState", "posted");
  return found.flatMap((post) =>
    post.state === "posted" && post.accountId === accountId && post.xPostId !== null
      ? [{ ...post, xPostId: post.xPostId }]
      : [],
  );
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
  await changeRecords(["posts"], async (records) => records.put("posts", draft));
}

/**
 * Applies an event to the stored post in one transaction, so that two clicks, windows or workers
 * cannot both take the same step. Returns the post as it now stands, and whether the event had a
 * meaning in its state; undefined when the post is gone.
 */
export function updatePost(
  id: string,
  event: PostEvent,
  nowMs: number,
): Promise<{ readonly post: Post; readonly applied: boolean } | undefined> {
  return changeRecords(["posts"], async (records) => {
    const current = await records.read("posts").get(id);
    if (current === undefined) return undefined;
    const next = applyToPost(records, current, event, nowMs);
    return { post: next ?? current, applied: next !== null };
  });
}

/**
 * Puts a new attachment into a draft, which becomes the one that the composer shows, all in one
 * transaction: none exists without the others after a crash. The draft is written as given when it
 * is new, else only its list grows.
 *
 * @param opens false: the composer goes on showing what it shows
 * @returns false when the post is no longer a draft (it was published meanwhile): nothing is stored
 */
export function addToDraft(
  draft: Post,
  attachment: Attachment,
  opens: boolean = true,
): Promise<boolean> {
  return changeRecords(["posts", "attachments", "settings"], async (records) => {
    const current = (await records.read("posts").get(draft.id)) ?? draft;
    const event = { type: "attachment-added", attachmentId: attachment.id } as const;
    const next = applyToPost(records, current, event, attachment.createdAtMs);
    if (next === null) return false;
    // The person may have chosen another account since the draft was read.
    records.put("attachments", { ...attachment, accountId: next.accountId });
    if (opens) records.put("settings", draft.id, { key: OPEN_DRAFT_KEY });
    return true;
  });
}

/**
 * Takes attachments out of their draft and makes them those of a new draft, which becomes the one that the
 * composer shows, in one transaction. Those that are in no draft stay where they are.
 */
export async function moveToNewDraft(
  attachmentIds: readonly string[],
  newDraft: Post,
  nowMs: number,
): Promise<void> {
  await changeRecords(["posts", "attachments", "settings"], async (records) => {
    let to: Post = newDraft;
    let from: Post | undefined;
    for (const id of attachmentIds) {
      const attachment = await records.read("attachments").get(id);
      from ??= attachment && (await records.read("posts").get(attachment.postId));
      if (attachment === undefined || from?.attachmentIds.includes(id) !== true) continue;
      const moved = moveAttachment(records, attachment, from, to, nowMs);
      if (moved !== null) ({ from, to } = moved);
    }
    if (to === newDraft) return null;
    records.put("settings", newDraft.id, { key: OPEN_DRAFT_KEY });
    return to;
  });
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
  const refilled = await changeRecords(["posts", "attachments"], async (records) => {
    const attachment = await records.read("attachments").get(attachmentId);
    const from = attachment && (await records.read("posts").get(attachment.postId));
    if (attachment === undefined || from === undefined) return null;
    const moved = moveAttachment(records, attachment, from, newDraft, nowMs);
    if (moved === null) return null;
    records.put("attachments", replacement);
    const event = { type: "attachment-added", attachmentId: replacement.id } as const;
    return applyToPost(records, moved.from, event, nowMs);
  });
  return refilled !== null;
}

/** Moves an attachment from its draft to another, within a change of records; both as they become, or null where that has no meaning. */
export function moveAttachment(
  records: Pick<RecordChange<readonly ["posts", "attachments"]>, "put">,
  attachment: Attachment,
  from: Post,
  to: Post,
  nowMs: number,
): { readonly from: Post; readonly to: Post } | null {
  const { id } = attachment;
  const left = applyToPost(records, from, { type: "attachment-removed", attachmentId: id }, nowMs);
  const joined = applyToPost(records, to, { type: "attachment-added", attachmentId: id }, nowMs);
  if (left === null || joined === null) return null;
  const moved = { type: "moved", postId: to.id } as const;
  return applyToAttachment(records, attachment, moved, nowMs) === null
    ? null
    : { from: left, to: joined };
}
