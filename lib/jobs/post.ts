import type { JobError } from "../errors/job-error";
import type { MixRefusal } from "../media/media-mix";
import type { PostOptions } from "./post-options";
import type { Wait } from "./wait";

interface PostBase {
  readonly id: string;
  /** The account that it goes out with; only a draft can change it. */
  readonly accountId: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly text: string;
  /** In the order in which they appear in the post; at most 4. */
  readonly attachmentIds: readonly string[];
  readonly options: PostOptions;
  /**
   * The id of the post of ours that this one answers, in a thread: it goes out once that one is out. Absent: it
   * answers none of ours.
   */
  readonly afterId?: string;
}

/** Being written; its attachments upload meanwhile. */
export interface DraftPost extends PostBase {
  readonly state: "draft";
  /** The medium that was removed last and may still be put back; null when there is none. */
  readonly removal: Removal | null;
  /** Why its medium did not join the draft that was open; null when none was, or it had no part in it. */
  readonly begunBecause: MixRefusal | null;
  /** The id of that draft. Not in records of earlier versions. */
  readonly begunBeside?: string;
}

/** A removed medium, kept until it is too late to undo. */
export interface Removal {
  readonly attachmentId: string;
  /** Where it stood. */
  readonly index: number;
  /** Epoch milliseconds. */
  readonly untilMs: number;
  /** The medium that was removed before this one, while it may be put back as well. Not in records of earlier versions. */
  readonly before?: Removal | null;
}

/** How long anything that a person deletes or removes can be brought back. */
export const UNDO_DELETE_MS = 10_000;

/** Goes out at a moment that the person has chosen; its media are uploaded meanwhile. */
export interface ScheduledPost extends PostBase {
  readonly state: "scheduled";
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** The moment has passed by too long, as the browser was closed or the network was away: the person is asked. */
  readonly isMissed: boolean;
}

/** How long a post that goes out by itself can be undone, from the moment at which its pictures are there. */
export const UNDO_POST_MS = 5_000;

/** The person pressed Post: waits for the attachments, then sends their alt texts. */
export interface PublishingPost extends PostBase {
  readonly state: "publishing";
  /** Failures in a row of the step that is due, and when to try again. */
  readonly wait: Wait | null;
  /**
   * Epoch milliseconds before which nothing is called, so that the person can undo; `media`: the time begins
   * when the pictures are there to be seen; null: not held back.
   */
  readonly holdUntilMs: number | "media" | null;
  /** Epoch milliseconds of an earlier call without an answer, which this one repeats; null when there was none. */
  readonly repeatsCallAtMs: number | null;
  /**
   * Epoch milliseconds at which it was to go out; null where the person has pressed Post. Not in records of
   * earlier versions.
   */
  readonly scheduledAtMs?: number | null;
}

/** Stored before the one call that creates the post goes out. */
export interface PostingPost extends PostBase {
  readonly state: "posting";
  /** Epoch milliseconds: a post made by this call is not older. */
  readonly sinceMs: number;
  /** The media ids that the call carries. */
  readonly mediaIds: readonly string[];
  /** X's id of whoever was signed in at the call; null where that was not known. Not in records of earlier versions. */
  readonly userId?: string | null;
  /** How often the step has failed in a row before this call. */
  readonly attempts: number;
  /** As in {@link PublishingPost}. */
  readonly repeatsCallAtMs: number | null;
  /** As in {@link PublishingPost}: a call that X refuses for now is made again later. */
  readonly scheduledAtMs?: number | null;
}

/** On X. */
export interface PostedPost extends PostBase {
  readonly state: "posted";
  /** Null when the person said that it was posted and we do not know the id. */
  readonly xPostId: string | null;
  readonly url: string | null;
  readonly postedAtMs: number;
}

/**
 * The call had no answer: it may or may not have made the post. While `lookup` is `pending` the
 * worker looks for it on the account's timeline; `inconclusive` rests until the person decides.
 */
export interface UnsurePost extends PostBase {
  readonly state: "unsure";
  /** Epoch milliseconds of the first call that may have made the post. */
  readonly sinceMs: number;
  readonly mediaIds: readonly string[];
  readonly error: JobError;
  /** How many calls in a row came to nothing that we know of, the last one included. */
  readonly attempts: number;
  readonly lookup: "pending" | "inconclusive";
  /** What a sure sign that the post does not exist leads to: `cancel` when the person cancelled the call. */
  readonly ifAbsent: "post-again" | "cancel";
  /** How many looks at the timeline did not find the post. */
  readonly looks: number;
  /** X's clock at the first of them, in epoch milliseconds; null before. Not in records of earlier versions. */
  readonly notSeenSinceMs?: number | null;
  /** A post at X that may be this one; null when none was seen. Not in records of earlier versions. */
  readonly similarUrl?: string | null;
  /** How many looks X did not answer. */
  readonly failedLooks: number;
  /** Epoch milliseconds of the next look. */
  readonly nextLookAtMs: number;
  /** As in {@link PostingPost}, or whose timeline was looked at first: no other's can tell what became of the call. */
  readonly userId?: string | null;
  /** The sign-in that a look waits for; null when it waits for none. Not in records of earlier versions. */
  readonly wait?: Wait | null;
}

/** Refused, or an attachment failed; a retry goes on from there. */
export interface FailedPost extends PostBase {
  readonly state: "failed";
  readonly error: JobError;
  /** As in {@link PublishingPost}: a retry repeats that call too. */
  readonly repeatsCallAtMs: number | null;
}

/** Ended by the person before anything was posted. */
export interface CancelledPost extends PostBase {
  readonly state: "cancelled";
}

/** A post that is at rest, a draft, or one whose moment is to come: deleting it forgets no call that may be out. */
export type DeletablePost = DraftPost | ScheduledPost | PostedPost | FailedPost | CancelledPost;

/** Deleted by the person, shown nowhere, and kept with its bytes until it is too late to undo. */
export interface DeletedPost extends PostBase {
  readonly state: "deleted";
  /** What an undo brings back. */
  readonly before: DeletablePost;
  /** Epoch milliseconds. */
  readonly untilMs: number;
  /** Whether the composer showed it. */
  readonly wasOpen: boolean;
}

/** One post on its way from a draft to X. */
export type Post =
  | DraftPost
  | ScheduledPost
  | PublishingPost
  | PostingPost
  | PostedPost
  | UnsurePost
  | FailedPost
  | CancelledPost
  | DeletedPost;

/** The names of the states, which are also the popup's `data-state` values. */
export type PostState = Post["state"];

/** Whether the worker has something to do for the post. */
export function isPostBusy(post: Post): boolean {
  return (
    (post.state === "scheduled" && !post.isMissed) ||
    post.state === "publishing" ||
    post.state === "posting" ||
    (post.state === "unsure" && post.lookup === "pending")
  );
}
