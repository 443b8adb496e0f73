import { createHash } from "node:crypto";
import { getAttachment, getAttachments } from "../../lib/store/attachment-store";
import { countReadableBytes } from "../../lib/store/byte-store";
import { setOpenDraftId } from "../../lib/store/open-draft-store";
import { getPost } from "../../lib/store/post-store";
import { NO_POST_OPTIONS } from "../../lib/jobs/post-options";
import { type End, howItEnded } from "../faults/how-it-ended";
import { type ChaosJob, isUploadAtRest, postsOf } from "./chaos-job";
import { ChaosWorld, pause, SUBSCRIBER } from "./chaos-world";
import { judgeScenario, type ScenarioResult } from "./judge-scenario";
import { makeClick } from "./make-click";
import type { PlannedJob, Scenario } from "./scenario";

/** On a busy machine looks of twenty minutes, leapt over one by one, take seconds. */
const REST_WITHIN_MS = 20_000;
const MAX_ACTS = 8;

/** Plays a scenario, lets everything come to rest with the person's help, and judges what came of it. */
export async function runScenario(scenario: Scenario): Promise<ScenarioResult> {
  const chaos = new ChaosWorld(scenario);
  await chaos.open();
  try {
    const jobs: ChaosJob[] = [];
    for (const plan of scenario.jobs) jobs.push(await beginJob(plan, chaos));
    for (const { afterEvents, click } of scenario.clicks) {
      await chaos.reaches(afterEvents);
      await makeClick(click, jobs, chaos);
    }
    // A busy machine pauses, too, and a death that is still to come must not be called off.
    await chaos.reaches(60, { isOver: () => areOver(jobs), quietMs: 1_500 });
    await chaos.calmDown();
    const problems: string[] = [];
    for (const job of jobs) problems.push(...(await settle(job, chaos)));
    return await judgeScenario(jobs, chaos, problems);
  } finally {
    await chaos.close();
  }
}

/**
 * Whether every job rests, and the bytes of those that have ended are freed: after that nothing happens before
 * the person acts, and no death is still to come.
 */
async function areOver(jobs: readonly ChaosJob[]): Promise<boolean> {
  for (const job of jobs) {
    const end = await howItEnded(job.postId);
    if (end === null || (end !== "sign-in" && !(await isUploadAtRest(job)))) return false;
    if (end !== "posted" && end !== "cancelled") continue;
    for (const id of job.attachmentIds) if ((await countReadableBytes(id)) > 0) return false;
  }
  return true;
}

async function beginJob(plan: PlannedJob, chaos: ChaosWorld): Promise<ChaosJob> {
  const attachmentIds: string[] = [];
  // Else the files would join the job before.
  await setOpenDraftId(null);
  for (const file of plan.files) attachmentIds.push(await chaos.world.addFile(file));
  const [first = ""] = attachmentIds;
  const postId = (await getAttachment(first))?.postId ?? "";
  await chaos.click({ type: "edit-text", postId, text: plan.text });
  if (plan.isReply) {
    const id = chaos.world.server.addStrangerPost({
      author: "ada",
      summons: [SUBSCRIBER.username],
    });
    const options = { ...NO_POST_OPTIONS, replyLink: `https://x.com/ada/status/${id}` };
    await chaos.click({ type: "set-post-options", postId, options });
  }
  if (plan.altText !== "") {
    const { altText } = plan;
    await chaos.click({ type: "edit-alt-text", attachmentId: first, altText });
  }
  return {
    plan,
    postId,
    attachmentIds,
    hashes: plan.files.map((file) => createHash("sha256").update(file).digest("hex")),
    isPublished: false,
    isCancelled: false,
    isDeleted: false,
    isUnsent: false,
    removedHashes: [],
    notBeforeMs: null,
    ends: [],
    asked: [],
  };
}

/** Does what a person would, until the job has come to its end. */
async function settle(job: ChaosJob, chaos: ChaosWorld): Promise<string[]> {
  await waitOutUndo(job, chaos);
  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    const end = await rest(job);
    if (end === null) return [`stuck: ${JSON.stringify(await describe(job))}`];
    job.ends.push(end);
    switch (end) {
      case "posted":
      case "cancelled":
      case "gone":
        return [];
      case "deleted":
        await waitOutUndo(job, chaos);
        break;
      case "draft":
        if (!job.isPublished)
          return (await isUploadAtRest(job)) ? [] : ["a draft's upload is stuck"];
        job.notBeforeMs = null;
        await chaos.click({ type: "publish", postId: job.postId });
        break;
      case "scheduled":
        // Its moment was missed, and the person says that it shall go out all the same.
        await chaos.click({ type: "publish", postId: job.postId });
        break;
      case "sign-in":
        await chaos.signIn();
        break;
      case "asks":
        await answerWhetherPosted(job, chaos);
        break;
      default:
        await chaos.click({ type: "retry-post", postId: job.postId });
    }
  }
  return [`never ends: ${JSON.stringify(await describe(job))}`];
}

/** Until it is too late to bring the post back, or a medium of it. */
async function waitOutUndo({ postId }: ChaosJob, chaos: ChaosWorld): Promise<void> {
  const post = await getPost(postId);
  if (post?.state === "deleted") chaos.clock.leapTo(post.untilMs);
  else if (post?.state === "draft" && post.removal !== null) {
    chaos.clock.leapTo(post.removal.untilMs);
  } else return;
  await chaos.click({ type: "finish-overdue" });
}

/** The person looks at their profile, and says what they see. */
async function answerWhetherPosted(job: ChaosJob, chaos: ChaosWorld): Promise<void> {
  const { server } = chaos.world;
  const isMade = postsOf(job, server).length > 0;
  const isShown = postsOf(job, server, server.shownPosts).length > 0;
  job.asked.push(isShown ? "shown" : isMade ? "hidden" : "absent");
  await chaos.click({ type: isMade ? "confirm-posted" : "retry-post", postId: job.postId });
}

async function rest(job: ChaosJob): Promise<End | null> {
  const deadlineMs = performance.now() + REST_WITHIN_MS;
  let end: End | null = null;
  while (end === null && performance.now() < deadlineMs) {
    await pause();
    end = await howItEnded(job.postId);
    // An upload of a draft may wait for a sign-in, too.
    if (end === "draft" && !job.isPublished && !(await isUploadAtRest(job))) end = null;
  }
  return end;
}

async function describe(job: ChaosJob) {
  const attachments = await getAttachments(job.attachmentIds);
  const waits = [await getPost(job.postId), ...attachments].map((record) => ({
    state: record?.state,
    ...(record !== undefined && "wait" in record && { wait: record.wait?.reason }),
    ...(record !== undefined && "error" in record && { error: record.error.code }),
  }));
  return waits;
}
