import { setTimeout as delay } from "node:timers/promises";
import { type Attachment, isAttachmentBusy } from "../../lib/jobs/attachment";
import { isPostBusy, type Post } from "../../lib/jobs/post";
import type { CrashWorld } from "./crash-world";
import type { StoredJobs } from "./desk";

const REST_WITHIN_MS = 25_000;
const LOOK_EVERY_MS = 30;

/** A wait shorter than this is sat out. */
const SHORT_WAIT_MS = 500;

/**
 * Waits until nothing is under way any more and the bytes of what has ended are freed, and answers
 * what is stored then, or what is stored when the time is up. Long waits are leapt over by the
 * worker's clock.
 *
 * @param onLeap told how far the worker's clock is ahead, before it is set
 */
export async function comeToRest(
  world: CrashWorld,
  onLeap: (aheadMs: number) => void = () => {},
): Promise<StoredJobs> {
  const deadlineMs = performance.now() + REST_WITHIN_MS;
  let aheadMs = 0;
  for (;;) {
    const jobs = await world.desk.read();
    if (isAtRest(jobs) || performance.now() > deadlineMs) return jobs;
    const waits = [...jobs.posts.map(waitsUntilMs), ...jobs.attachments.map(uploadWaitsUntilMs)];
    const dueAtMs = waits.find((atMs) => atMs !== null);
    if (dueAtMs !== undefined && dueAtMs !== null) {
      const leftMs = dueAtMs - (Date.now() + aheadMs);
      if (leftMs > SHORT_WAIT_MS) {
        aheadMs += leftMs;
        onLeap(aheadMs);
        await world.leapAhead(aheadMs);
      }
    }
    await delay(LOOK_EVERY_MS);
  }
}

function isAtRest({ posts, attachments, chunks }: StoredJobs): boolean {
  const isBusy = posts.some(isPostBusy) || attachments.some(isAttachmentBusy);
  const isFreed = posts.some(({ state }) => state !== "posted") || chunks === 0;
  return !isBusy && isFreed;
}

/** When a post goes on that waits for nothing but time (epoch milliseconds); null for any other. */
function waitsUntilMs(post: Post): number | null {
  if (post.state === "unsure" && post.lookup === "pending") return post.nextLookAtMs;
  return post.state === "publishing" ? (post.wait?.untilMs ?? null) : null;
}

/** The same for an attachment. */
function uploadWaitsUntilMs(attachment: Attachment): number | null {
  return "wait" in attachment ? (attachment.wait?.untilMs ?? null) : null;
}
