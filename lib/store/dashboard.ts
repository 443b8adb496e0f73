import type { Job } from "../jobs/job";
import type { DeletedPost, DraftPost, Post } from "../jobs/post";
import { draftsOfThread, placeInThreads, type ThreadPlace } from "../jobs/thread";
import { type AccountRecord, emptyAccount } from "./account-record";
import { listAccounts } from "./account-store";
import { getAttachments } from "./attachment-store";
import { getChosenAccountId } from "./chosen-account-store";
import { getOpenDraftId } from "./open-draft-store";
import { listRemovals } from "../jobs/removals";
import { getPost, listDeletedPosts, listDrafts, listRecentPosts } from "./post-store";
import type { Preferences } from "./preferences";
import { getPreferences } from "./preferences-store";

/** All that the popup shows, as stored at one moment. */
export interface Dashboard {
  /** In the order in which they were added; at least one. */
  readonly accounts: readonly AccountRecord[];
  /** The account that the open draft goes out with, or the next draft when none is open. */
  readonly account: AccountRecord;
  /** The draft that the composer shows; null when there is none. */
  readonly openDraft: DraftJob | null;
  /** The posts changed last, newest first; the open draft is among them unless it is older. */
  readonly activity: readonly Job[];
  /** Every draft, the one changed last first; of a thread the first that is not out. */
  readonly drafts: readonly Job[];
  /** The drafts of the open draft's thread, in order; one that is in none is alone. Empty without an open draft. */
  readonly thread: readonly Job[];
  /** Whether the draft is still one beside which the open draft was begun, as X takes no more or no mix. */
  readonly canJoin: boolean;
  /** Where the posts of threads stand in them, by id. */
  readonly places: ReadonlyMap<string, ThreadPlace>;
  /** What was deleted last and can be brought back; null when nothing can. */
  readonly undoable: Undoable | null;
  readonly preferences: Preferences;
}

/** A draft with its media. */
export interface DraftJob extends Job {
  readonly post: DraftPost;
}

/** A deletion that can be undone: of a post, or of a medium of the open draft. */
export interface Undoable {
  readonly deleted: "post" | "medium";
  readonly postId: string;
  /** Epoch milliseconds. */
  readonly untilMs: number;
}

/** How many posts the activity list shows at first. */
export const ACTIVITY_PAGE = 30;

/** More drafts than this are found in the activity list only. */
const MAX_DRAFTS = 20;

/** Reads what the popup shows. */
export async function readDashboard(limit: number = ACTIVITY_PAGE): Promise<Dashboard> {
  const [accounts, chosenId, preferences, openDraftId, posts, draftPosts, deleted] =
    await Promise.all([
      listAccounts(),
      getChosenAccountId(),
      getPreferences(),
      getOpenDraftId(),
      listRecentPosts(limit),
      listDrafts(),
      listDeletedPosts(),
    ]);
  const activity = await Promise.all(posts.map(readJob));
  const known = await withAnswered([...posts, ...draftPosts, ...deleted]);
  const firstDrafts = draftPosts.filter(({ id }) => draftsOfThread(id, known)[0]?.id === id);
  const drafts = await Promise.all(firstDrafts.slice(0, MAX_DRAFTS).map(readJob));
  // The draft may be older than all that the list shows.
  const openPost =
    posts.find((post) => post.id === openDraftId) ??
    (openDraftId === undefined ? undefined : await getPost(openDraftId));
  const openDraft: DraftJob | null =
    openPost?.state === "draft" ? { ...(await readJob(openPost)), post: openPost } : null;
  const threadDrafts = openDraft === null ? [] : draftsOfThread(openDraft.post.id, known);
  const thread = await Promise.all(threadDrafts.map(readJob));
  const places = placeInThreads(known);
  const beside = openDraft?.post.begunBeside;
  const canJoin = draftPosts.some(({ id }) => id === beside);
  const accountId = openDraft?.post.accountId ?? chosenId;
  const account = accounts.find(({ id }) => id === accountId) ?? emptyAccount(accountId, 0);
  const undoable = findUndoable(openDraft?.post ?? null, deleted);
  return {
    accounts,
    account,
    openDraft,
    activity,
    drafts,
    thread,
    canJoin,
    places,
    undoable,
    preferences,
  };
}

/** With what they answer in their threads, however long ago that was changed. */
async function withAnswered(posts: readonly Post[]): Promise<Post[]> {
  const known = new Map(posts.map((post) => [post.id, post]));
  for (const { afterId } of posts) {
    let wanted = afterId;
    while (wanted !== undefined && !known.has(wanted)) {
      const before: Post | undefined = await getPost(wanted);
      if (before === undefined) break;
      known.set(before.id, before);
      wanted = before.afterId;
    }
  }
  return [...known.values()];
}

function findUndoable(openDraft: Post | null, deleted: readonly DeletedPost[]): Undoable | null {
  const removals = openDraft?.state === "draft" ? listRemovals(openDraft) : [];
  const all: Undoable[] = [
    ...removals.map(({ untilMs }) => ({
      deleted: "medium" as const,
      postId: openDraft?.id ?? "",
      untilMs,
    })),
    ...deleted.map(({ id, untilMs }) => ({ deleted: "post" as const, postId: id, untilMs })),
  ];
  return all.toSorted((a, b) => b.untilMs - a.untilMs)[0] ?? null;
}

async function readJob(post: Post): Promise<Job> {
  return { post, attachments: await getAttachments(post.attachmentIds) };
}
