import type { Command } from "../../lib/messages";
import { getPost } from "../../lib/store/post-store";
import { howItEnded } from "../faults/how-it-ended";
import { type ChaosJob, postsOf } from "./chaos-job";
import type { ChaosWorld } from "./chaos-world";
import type { Click } from "./scenario";

/** Has the person click, or the world turn; a click that makes no sense by then is none. */
export async function makeClick(
  click: Click,
  jobs: readonly ChaosJob[],
  chaos: ChaosWorld,
): Promise<void> {
  switch (click.kind) {
    case "sign-out":
      return chaos.signOut();
    case "sign-in":
      return chaos.signIn();
    case "other-browser":
      return chaos.world.server.endGrant();
    case "token-expires":
      return chaos.world.server.expireAccessTokens();
    case "offline":
      chaos.world.network.isOnline = false;
      return;
    case "online":
      return chaos.goOnline();
    case "trouble":
      return chaos.makeTrouble(click.trouble);
    default: {
      const job = jobs[click.job];
      if (job !== undefined) await clickOnJob(click, job, chaos);
    }
  }
}

async function clickOnJob(
  click: Extract<Click, { readonly job: number }>,
  job: ChaosJob,
  chaos: ChaosWorld,
): Promise<void> {
  const { postId } = job;
  switch (click.kind) {
    case "publish": {
      if ((await howItEnded(postId)) !== "draft") return;
      job.isPublished = true;
      const atMs = click.laterByMs === null ? null : chaos.clock.now() + click.laterByMs;
      job.notBeforeMs = atMs;
      const publish: Command =
        atMs === null ? { type: "publish", postId } : { type: "schedule-post", postId, atMs };
      await Promise.all([publish, ...(click.isDouble ? [publish] : [])].map((c) => chaos.click(c)));
      return;
    }
    case "take-back":
      if ((await getPost(postId))?.state === "scheduled") {
        await chaos.click({ type: "open-draft", postId });
        job.notBeforeMs = null;
      }
      return;
    case "delete":
      return deleteJob(job, chaos);
    case "undo-deletion":
      return undoDeletion(job, chaos);
    case "cancel":
      job.isCancelled = true;
      return chaos.click({ type: "cancel-post", postId });
    case "retry":
      // The button is shown for a failed post only; one in doubt is asked about first.
      if ((await howItEnded(postId))?.startsWith("failed") === true) {
        await chaos.click({ type: "retry-post", postId });
      }
      return;
    case "reopen":
      if ((await howItEnded(postId))?.startsWith("failed") === true) {
        job.notBeforeMs = null;
        await chaos.click({ type: "open-draft", postId });
        await chaos.click({ type: "publish", postId });
      }
      return;
    case "remove-last": {
      const attachmentId = job.attachmentIds.at(-1) ?? "";
      if ((await howItEnded(postId)) !== "draft") return;
      await chaos.click({ type: "remove-attachment", attachmentId });
      job.removedHashes = job.hashes.slice(-1);
      job.hashes = job.hashes.slice(0, -1);
      return;
    }
    case "undo-removal": {
      await chaos.click({ type: "undo-removal", postId });
      const count = (await getPost(postId))?.attachmentIds.length;
      if (job.removedHashes.length === 0 || count !== job.attachmentIds.length) return;
      job.hashes = [...job.hashes, ...job.removedHashes];
      job.removedHashes = [];
    }
  }
}

/** The person deletes the post, whatever it is doing: one under way is cancelled by it. */
async function deleteJob(job: ChaosJob, chaos: ChaosWorld): Promise<void> {
  const { postId } = job;
  const before = await getPost(postId);
  if (before === undefined || before.state === "deleted") return;
  const isAtRest = before.state === "draft" || before.state === "scheduled";
  const isCalled = postsOf(job, chaos.world.server).length > 0;
  await chaos.click({ type: "delete-post", postId });
  const after = await getPost(postId);
  if (after?.state === "deleted") {
    job.isDeleted = true;
    job.isCancelled ||= after.before.state === "cancelled";
    // Its moment may have come just before the click.
    job.isUnsent = isAtRest && !isCalled && after.before.state === before.state;
  } else {
    // A call may be out: it is cancelled, and stays in the list.
    job.isCancelled = true;
  }
}

/** The person undoes the deletion, if there is still time. */
async function undoDeletion(job: ChaosJob, chaos: ChaosWorld): Promise<void> {
  const { postId } = job;
  if ((await getPost(postId))?.state !== "deleted") return;
  await chaos.click({ type: "undo-deletion", postId });
  const after = await getPost(postId);
  if (after === undefined || after.state === "deleted") return;
  job.isDeleted = false;
  job.isUnsent = false;
}
