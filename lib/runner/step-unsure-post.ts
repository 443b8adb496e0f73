import type { UnsurePost } from "../jobs/post";
import type { PostEvent } from "../jobs/post-event";
import { updatePost } from "../store/post-store";
import type { XConnection } from "../x/x-request";
import { judgeWait, LOOK_FOR_NETWORK_EVERY_MS, NEVER, type NextStep, NOW } from "./next-step";

/**
 * Looks once for a post whose call had no answer, when a look is due, and stores what came of it. Where the
 * sign-in is lost, the looks go on after the next one: of the same person, as no other's timeline tells anything.
 */
export async function stepUnsurePost(
  post: UnsurePost,
  x: XConnection,
  signal: AbortSignal,
): Promise<NextStep> {
  if (post.lookup === "inconclusive") return NEVER;
  const verdict = await judgeWait(post.wait ?? null, post.accountId, x);
  if (verdict === "over") return store(post.id, afterSignIn(post), x);
  if (verdict !== "go") return verdict;
  const now = x.now();
  if (post.nextLookAtMs > now) return { due: "later", atMs: post.nextLookAtMs };
  // Without a network a look tells nothing, and must not count as one.
  if (!x.isOnline()) return { due: "later", atMs: now + LOOK_FOR_NETWORK_EVERY_MS };
  // Few posts are ever looked for: the worker starts without this.
  const { lookForPost } = await import("./look-for-post");
  return store(post.id, await lookForPost(post, x, signal), x);
}

/** Who made the call must be known: whoever has signed in now may be another. */
function afterSignIn({ userId }: UnsurePost): PostEvent {
  return typeof userId === "string"
    ? { type: "wait-over" }
    : { type: "lookup-inconclusive", similarUrl: null };
}

async function store(id: string, event: PostEvent, x: XConnection): Promise<NextStep> {
  await updatePost(id, event, x.now());
  return NOW;
}
