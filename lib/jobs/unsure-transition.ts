import type { Post, PublishingPost, UnsurePost } from "./post";
import { postBaseOf } from "./post-base";
import type { PostEvent } from "./post-event";
import { becomePosted, toPublishing } from "./post-states";
import { MAX_ATTEMPTS } from "./retry-policy";
import type { Wait } from "./wait";

/** What an event makes of a post of which nobody knows whether its call has made it; null: it has no meaning there. */
export function applyToUnsure(post: UnsurePost, event: PostEvent, nowMs: number): Post | null {
  switch (event.type) {
    case "created":
      return becomePosted(post, event, nowMs);
    case "not-seen":
      return {
        ...post,
        looks: post.looks + 1,
        notSeenSinceMs: post.notSeenSinceMs ?? event.xNowMs,
        nextLookAtMs: event.nextLookAtMs,
        userId: post.userId ?? event.userId,
      };
    case "look-failed":
      return { ...post, failedLooks: post.failedLooks + 1, nextLookAtMs: event.nextLookAtMs };
    case "waiting":
      return post.lookup === "pending" ? { ...post, wait: event.wait } : null;
    case "wait-over":
      return isWaiting(post) ? { ...post, wait: null } : null;
    case "lookup-inconclusive":
      return { ...post, lookup: "inconclusive", similarUrl: event.similarUrl, wait: null };
    case "surely-absent":
      return post.ifAbsent === "cancel"
        ? { ...postBaseOf(post), state: "cancelled" }
        : publishAgainByItself(post, nowMs);
    case "retried":
      return publishAgain(post);
    case "cancelled":
      // Nothing more will be found out, at least by itself, and nothing more will be called.
      return post.lookup === "inconclusive" || isWaiting(post)
        ? { ...postBaseOf(post), state: "cancelled" }
        : { ...post, ifAbsent: "cancel" };
    default:
      return null;
  }
}

function isWaiting({ wait }: UnsurePost): boolean {
  return wait !== undefined && wait !== null;
}

function publishAgain(post: UnsurePost): PublishingPost {
  return toPublishing(post, { repeatsCallAtMs: post.sinceMs });
}

/** An X that loses every call is not called for ever, nor one that takes it for a repeat of another post. */
function publishAgainByItself(post: UnsurePost, nowMs: number): Post {
  const { attempts, error, sinceMs } = post;
  if (attempts >= MAX_ATTEMPTS || error.code === "duplicate-post") {
    return { ...postBaseOf(post), state: "failed", error, repeatsCallAtMs: sinceMs };
  }
  // Counts the attempts; there is nothing to wait for, as the looks have taken long enough.
  const wait: Wait = { reason: "retry", untilMs: nowMs, attempts, error };
  return { ...publishAgain(post), wait };
}
