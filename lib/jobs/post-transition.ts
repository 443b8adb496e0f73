import { deletePost } from "./delete-post";
import type { Post } from "./post";
import {
  endRemoval,
  moveAttachment,
  outOfThread,
  prefill,
  setAside,
  toDraft,
  undoRemoval,
} from "./draft-changes";
import { postBaseOf } from "./post-base";
import { chain, locate } from "./thread-changes";
import {
  becomePosted,
  toFailedPost,
  toMissed,
  toPosting,
  toPublishing,
  toUnsure,
} from "./post-states";
import type { PostEvent } from "./post-event";
import { applyToUnsure } from "./unsure-transition";

/**
 * The post machine: what an event makes of a post, or null where the event has no meaning in its
 * state: then nothing is stored, and whoever sent it reads the post again.
 *
 * ```
 *  draft ──publish-requested──▶ publishing ──call-started──▶ posting ──created──▶ posted
 *    ▲                            │  ▲  ▲                      │  │                 ▲
 *    └──returned-to-draft──┐      │  │  └─surely-absent─┐      │  └─answer-lost─▶ unsure
 *                          │      │  └──────retried─────┤      │                    │
 *                        failed ◀─┴───────failed────────┼──────┘                    │
 *                                                       └───────────────────────────┘
 *  unsure ──surely-absent, too often──▶ failed
 *  draft ──schedule-requested──▶ scheduled ──schedule-due, publish-requested──▶ publishing
 *  scheduled ──returned-to-draft──▶ draft
 *  scheduled, publishing by its moment ──schedule-missed──▶ scheduled, and asks
 *  publishing, held back ──returned-to-draft──▶ draft; ──hold-over──▶ publishing
 *  publishing ──recalled──▶ draft
 *  draft, scheduled, publishing, failed ──cancelled──▶ cancelled
 *  posting ──cancelled──▶ unsure ──surely-absent──▶ cancelled
 *  unsure, when X cannot tell, or not before a sign-in ──cancelled──▶ cancelled
 *  draft, scheduled, failed, cancelled, posted ──deleted──▶ deleted ──deletion-undone──▶ what it was
 * ```
 *
 * `posting` is entered only from `publishing`, and `call-started` is stored before the call goes
 * out: of two clicks, windows or workers only one can take that step. Nothing leads from `posting`
 * or `unsure` back to a call but a sure sign that the post does not exist, or the person's word.
 */
export function transitionPost(post: Post, event: PostEvent, nowMs: number): Post | null {
  const next = applyEvent(post, event, nowMs);
  return next === null ? null : { ...next, updatedAtMs: nowMs };
}

function applyEvent(post: Post, event: PostEvent, nowMs: number): Post | null {
  if (event.type === "deleted") return deletePost(post, event);
  if (event.type === "deletion-undone") return post.state === "deleted" ? post.before : null;
  if (event.type === "chained") return chain(post, event.afterId);
  switch (post.state) {
    case "draft":
      return applyToDraft(post, event);
    case "scheduled":
      return applyToScheduled(post, event);
    case "publishing":
      return applyToPublishing(post, event, nowMs);
    case "posting":
      return applyToPosting(post, event, nowMs);
    case "unsure":
      return applyToUnsure(post, event, nowMs);
    case "failed":
      return applyToFailed(post, event);
    case "posted":
      return event.type === "located" ? locate(post, event) : null;
    case "cancelled":
    case "deleted":
      return null;
  }
}

type Of<State extends Post["state"]> = Extract<Post, { state: State }>;

function applyToDraft(post: Of<"draft">, event: PostEvent): Post | null {
  switch (event.type) {
    case "text-edited":
      return { ...post, text: event.text };
    case "account-chosen":
      return { ...post, accountId: event.accountId };
    case "prefilled":
      return prefill(post, event);
    case "options-changed":
      return { ...post, options: event.options };
    case "attachment-moved":
      return moveAttachment(post, event);
    case "attachment-set-aside":
      return setAside(post, event);
    case "removal-undone":
      return undoRemoval(post, event.attachmentId);
    case "removal-over":
      return endRemoval(post, event.attachmentId);
    case "attachment-added":
      if (post.attachmentIds.includes(event.attachmentId)) return null;
      return { ...post, attachmentIds: [...post.attachmentIds, event.attachmentId] };
    case "attachment-removed":
      return {
        ...post,
        attachmentIds: post.attachmentIds.filter((id) => id !== event.attachmentId),
      };
    case "publish-requested":
      return toPublishing(post, { holdUntilMs: event.holdUntilMs });
    case "schedule-requested":
      return { ...postBaseOf(post), state: "scheduled", atMs: event.atMs, isMissed: false };
    case "cancelled":
      return { ...postBaseOf(post), state: "cancelled" };
    default:
      return null;
  }
}

function applyToScheduled(post: Of<"scheduled">, event: PostEvent): Post | null {
  switch (event.type) {
    case "schedule-due":
      // What was missed waits for the person's word, whatever a clock says by then.
      return post.isMissed ? null : toPublishing(post, { scheduledAtMs: post.atMs });
    case "schedule-missed":
      return post.isMissed ? null : { ...post, isMissed: true };
    case "publish-requested":
      return toPublishing(post, { holdUntilMs: event.holdUntilMs });
    case "returned-to-draft":
      return toDraft(post);
    case "cancelled":
      return { ...postBaseOf(post), state: "cancelled" };
    default:
      return null;
  }
}

function applyToPublishing(post: Of<"publishing">, event: PostEvent, nowMs: number): Post | null {
  switch (event.type) {
    case "waiting":
      return { ...post, wait: event.wait };
    case "wait-over":
      return post.wait === null ? null : { ...post, wait: null };
    case "hold-began":
      return post.holdUntilMs === "media" ? { ...post, holdUntilMs: event.untilMs } : null;
    case "hold-over":
      return post.holdUntilMs === null ? null : { ...post, holdUntilMs: null };
    case "prefilled":
      // Once its seconds run, it goes out with the words that were judged.
      return post.holdUntilMs === "media" ? prefill(post, event) : null;
    case "returned-to-draft":
      return post.holdUntilMs === null ? null : toDraft(post);
    case "recalled":
      return post.repeatsCallAtMs === null ? toDraft(post) : null;
    case "call-started":
      return post.holdUntilMs === null ? toPosting(post, event, nowMs) : null;
    case "schedule-missed":
      return toMissed(post);
    case "failed":
      return toFailedPost(post, event.error);
    case "cancelled":
      return { ...postBaseOf(post), state: "cancelled" };
    default:
      return null;
  }
}

function applyToPosting(post: Of<"posting">, event: PostEvent, nowMs: number): Post | null {
  switch (event.type) {
    case "created":
      return becomePosted(post, event, nowMs);
    case "answer-lost":
    case "cancelled":
      return toUnsure(post, event, nowMs);
    case "waiting":
      // Refused before it took effect (a rate limit): the call may be made again later.
      return toPublishing(post, {
        wait: event.wait,
        repeatsCallAtMs: post.repeatsCallAtMs,
        scheduledAtMs: post.scheduledAtMs ?? null,
      });
    case "failed":
      return toFailedPost(post, event.error);
    default:
      return null;
  }
}

function applyToFailed(post: Of<"failed">, event: PostEvent): Post | null {
  switch (event.type) {
    case "retried":
      return toPublishing(post, { repeatsCallAtMs: post.repeatsCallAtMs });
    case "returned-to-draft":
      // What cannot be answered any more is answered no longer.
      return post.error.code === "thread-broken" ? outOfThread(toDraft(post)) : toDraft(post);
    case "cancelled":
      return { ...postBaseOf(post), state: "cancelled" };
    default:
      return null;
  }
}
