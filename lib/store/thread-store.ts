import type { DraftPost, Post, PostState } from "../jobs/post";
import type { PostEvent } from "../jobs/post-event";
import {
  draftsOfThread,
  linksFor,
  moveWithin,
  type NewLink,
  threadOf,
  writtenPartOf,
} from "../jobs/thread";
import { applyToPost } from "./apply-events";
import { changeRecords, type ReadTable } from "./change-records";
import { openDatabase } from "./database";
import { OPEN_DRAFT_KEY } from "./open-draft-store";

/** In these a post can still stand before or behind others that are to go out. */
const UNFINISHED: readonly PostState[] = [
  "draft",
  "scheduled",
  "publishing",
  "posting",
  "unsure",
  "failed",
  "deleted",
];

interface Readable {
  read(table: "posts"): ReadTable<"posts">;
}

/** Every post that may still go out, within a change of records. */
export async function readUnfinished(records: Readable): Promise<Post[]> {
  const posts = records.read("posts").index("byState");
  return (await Promise.all(UNFINISHED.map((state) => posts.getAll(state)))).flat();
}

/** Every post that may still go out. */
export async function listUnfinished(): Promise<Post[]> {
  const database = await openDatabase();
  const found = UNFINISHED.map((state) => database.getAllFromIndex("posts", "byState", state));
  return (await Promise.all(found)).flat();
}

/** The drafts of a draft's thread in their order; a draft in none is alone. */
export async function listDraftsOfThread(postId: string): Promise<DraftPost[]> {
  return draftsOfThread(postId, await listUnfinished());
}

/** A post with those of its thread next to it that are in the same state, cancelled or posted, in order. */
export async function listAlikeOfThread(post: Post): Promise<Post[]> {
  const database = await openDatabase();
  return threadOf(post.id, await database.getAllFromIndex("posts", "byState", post.state));
}

/** What of a post's thread may still go out, itself included whatever it is, in order. */
export async function listThread(postId: string): Promise<Post[]> {
  const [own, unfinished] = await Promise.all([
    openDatabase().then((database) => database.get("posts", postId)),
    listUnfinished(),
  ]);
  const others = unfinished.filter(({ id }) => id !== postId);
  return threadOf(postId, own === undefined ? others : [own, ...others]);
}

/** What of a post's thread comes after it and may still go out, in order. */
export async function listFollowing(postId: string): Promise<Post[]> {
  const thread = await listThread(postId);
  return thread.slice(thread.findIndex(({ id }) => id === postId) + 1);
}

/**
 * Puts new drafts behind a draft, in one transaction with what follows it and with its own text; the composer
 * shows the first of them.
 *
 * @param text what the draft itself says from then on; null: what it says
 * @returns false where it is no draft any more: nothing is stored
 */
export async function insertDrafts(
  postId: string,
  text: string | null,
  drafts: readonly DraftPost[],
  nowMs: number,
): Promise<boolean> {
  const done = await changeRecords(["posts", "settings"], async (records) => {
    const all = await readUnfinished(records);
    const draft = all.find(({ id }) => id === postId);
    const [first] = drafts;
    if (draft?.state !== "draft" || first === undefined) return null;
    if (text !== null) applyToPost(records, draft, { type: "text-edited", text }, nowMs);
    let beforeId = postId;
    for (const each of drafts) {
      records.put("posts", { ...each, accountId: draft.accountId, afterId: beforeId });
      beforeId = each.id;
    }
    const next = all.find(({ afterId }) => afterId === postId);
    applyToPost(records, next, { type: "chained", afterId: beforeId }, nowMs);
    records.put("settings", first.id, { key: OPEN_DRAFT_KEY });
    return true;
  });
  return done !== null;
}

/** Puts a draft at another place of its thread, counted from 0; beyond the ends means the end. */
export async function moveInThread(postId: string, toIndex: number, nowMs: number): Promise<void> {
  await changeRecords(["posts"], async (records) => {
    const part = writtenPartOf(postId, await readUnfinished(records));
    const links = linksFor(moveWithin(part, postId, toIndex), part[0]?.afterId);
    return applyLinks(records, part, links, nowMs);
  });
}

/** Puts drafts, each with what follows it, behind the thread of another, in the order given. */
export async function appendDrafts(
  postId: string,
  addedIds: readonly string[],
  nowMs: number,
): Promise<void> {
  await changeRecords(["posts"], async (records) => {
    const all = await readUnfinished(records);
    const part = writtenPartOf(postId, all);
    const added = addedIds.flatMap((id) => writtenPartOf(id, all));
    const whole = [...new Set([...part, ...added])];
    return applyLinks(records, whole, linksFor(whole, part[0]?.afterId), nowMs);
  });
}

/**
 * Makes a failed or scheduled post a draft which the composer shows, with what has waited behind it, in one
 * transaction; of a draft only that the composer shows it changes.
 */
export async function takeIntoComposer(postId: string, nowMs: number): Promise<void> {
  await changeRecords(["posts", "settings"], async (records) => {
    const post = await records.read("posts").get(postId);
    const next = applyToPost(records, post, { type: "returned-to-draft" }, nowMs) ?? post;
    if (post === undefined || next?.state !== "draft") return null;
    if (post.state !== "draft") {
      const all = await readUnfinished(records);
      recall(records, threadOf(postId, all), postId, nowMs);
    }
    records.put("settings", postId, { key: OPEN_DRAFT_KEY });
    return next;
  });
}

type Writable = Parameters<typeof applyToPost>[0];

/** Has what waits behind a post of a thread become drafts. */
export function recall(
  records: Writable,
  thread: readonly Post[],
  postId: string,
  nowMs: number,
): void {
  const following = thread.slice(thread.findIndex(({ id }) => id === postId) + 1);
  for (const post of following) applyToPost(records, post, { type: "recalled" }, nowMs);
}

/** Null where nothing is to be written. */
function applyLinks(
  records: Writable,
  posts: readonly Post[],
  links: readonly NewLink[],
  nowMs: number,
): true | null {
  for (const { id, afterId } of links) {
    const event: PostEvent = { type: "chained", afterId };
    applyToPost(
      records,
      posts.find((post) => post.id === id),
      event,
      nowMs,
    );
  }
  return links.length === 0 ? null : true;
}
