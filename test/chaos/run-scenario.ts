import { createHash } from "node:crypto";
import type { Command } from "../../lib/messages";
import {
  getAttachment,
  getAttachments,
  listBusyAttachments,
} from "../../lib/store/attachment-store";
import { readAllBytes } from "../../lib/store/byte-store";
import { setOpenDraftId } from "../../lib/store/open-draft-store";
import { getPost, listBusyPosts } from "../../lib/store/post-store";
import { type End, howItEnded } from "../faults/how-it-ended";
import type { ReceivedPost } from "../x-server/post-store";
import { ChaosWorld, pause } from "./chaos-world";
import type { Click, PlannedJob, Scenario } from "./scenario";

/** What one run came to. */
export interface ScenarioResult {
  readonly jobs: number;
  readonly deaths: number;
  /** How often a job came to rest in each way, before the person acted on it and after. */
  readonly ends: readonly End[];
  readonly posts: number;
  /** Posts beyond the first of a job, and calls that X refused as repeats of an existing post. */
  readonly duplicates: number;
  /** Published jobs without a post, and drafts that are no more. */
  readonly lost: number;
  /** What must not be; empty when all is well. */
  readonly problems: readonly string[];
}

/** A job under way in a scenario. */
interface Job {
  readonly plan: PlannedJob;
  readonly postId: string;
  readonly attachmentIds: readonly string[];
  /** SHA-256 of the files that are to be posted, in their order. */
  hashes: readonly string[];
  isPublished: boolean;
  isCancelled: boolean;
  readonly ends: End[];
}

const REST_WITHIN_MS = 8_000;
const MAX_ACTS = 8;

/** Plays a scenario, lets everything come to rest with the person's help, and judges what came of it. */
export async function runScenario(scenario: Scenario): Promise<ScenarioResult> {
  const chaos = new ChaosWorld(scenario);
  await chaos.open();
  try {
    const jobs: Job[] = [];
    for (const plan of scenario.jobs) jobs.push(await beginJob(plan, chaos));
    for (const { afterEvents, click } of scenario.clicks) {
      await chaos.reaches(afterEvents);
      await make(click, jobs, chaos);
    }
    await chaos.reaches(60);
    await chaos.calmDown();
    const problems: string[] = [];
    for (const job of jobs) problems.push(...(await settle(job, chaos)));
    return await judge(jobs, chaos, problems);
  } finally {
    await chaos.close();
  }
}

async function beginJob(plan: PlannedJob, chaos: ChaosWorld): Promise<Job> {
  const attachmentIds: string[] = [];
  // Else the files would join the job before.
  await setOpenDraftId(null);
  for (const file of plan.files) attachmentIds.push(await chaos.world.addFile(file));
  const [first = ""] = attachmentIds;
  const postId = (await getAttachment(first))?.postId ?? "";
  await chaos.click({ type: "edit-text", postId, text: plan.text });
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
    ends: [],
  };
}

async function make(click: Click, jobs: readonly Job[], chaos: ChaosWorld): Promise<void> {
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
    default: {
      const job = jobs[click.job];
      if (job !== undefined) await clickOnJob(click, job, chaos);
    }
  }
}

async function clickOnJob(
  click: Extract<Click, { readonly job: number }>,
  job: Job,
  chaos: ChaosWorld,
): Promise<void> {
  const { postId } = job;
  switch (click.kind) {
    case "publish": {
      job.isPublished = true;
      const publish: Command = { type: "publish", postId };
      await Promise.all([publish, ...(click.isDouble ? [publish] : [])].map((c) => chaos.click(c)));
      return;
    }
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
        await chaos.click({ type: "open-draft", postId });
        await chaos.click({ type: "publish", postId });
      }
      return;
    case "remove-last": {
      const attachmentId = job.attachmentIds.at(-1) ?? "";
      if ((await howItEnded(postId)) !== "draft") return;
      await chaos.click({ type: "remove-attachment", attachmentId });
      job.hashes = job.hashes.slice(0, -1);
    }
  }
}

/** Does what a person would, until the job has come to its end. */
async function settle(job: Job, chaos: ChaosWorld): Promise<string[]> {
  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    const end = await rest(job);
    if (end === null) return [`stuck: ${JSON.stringify(await describe(job))}`];
    job.ends.push(end);
    switch (end) {
      case "posted":
      case "cancelled":
      case "gone":
        return [];
      case "draft":
        if (!job.isPublished) return (await rested(job)) ? [] : ["a draft's upload is stuck"];
        await chaos.click({ type: "publish", postId: job.postId });
        break;
      case "sign-in":
        await chaos.signIn();
        break;
      case "asks":
        // The person looks at their profile, and says what they see.
        await chaos.click({
          type: postsOf(job, chaos).length > 0 ? "confirm-posted" : "retry-post",
          postId: job.postId,
        });
        break;
      default:
        await chaos.click({ type: "retry-post", postId: job.postId });
    }
  }
  return [`never ends: ${JSON.stringify(await describe(job))}`];
}

async function rest(job: Job): Promise<End | null> {
  const deadlineMs = performance.now() + REST_WITHIN_MS;
  let end: End | null = null;
  while (end === null && performance.now() < deadlineMs) {
    await pause();
    end = await howItEnded(job.postId);
    // An upload of a draft may wait for a sign-in, too.
    if (end === "draft" && !job.isPublished && !(await rested(job))) end = null;
  }
  return end;
}

async function rested(job: Job): Promise<boolean> {
  const ids = new Set(job.attachmentIds);
  return (await listBusyAttachments()).every(({ id }) => !ids.has(id));
}

async function describe(job: Job) {
  const attachments = await getAttachments(job.attachmentIds);
  const waits = [await getPost(job.postId), ...attachments].map((record) => ({
    state: record?.state,
    ...(record !== undefined && "wait" in record && { wait: record.wait?.reason }),
    ...(record !== undefined && "error" in record && { error: record.error.code }),
  }));
  return waits;
}

function postsOf({ hashes }: Job, { world }: ChaosWorld): ReceivedPost[] {
  return world.server.posts.filter(({ mediaIds }) =>
    mediaIds.some((id) => hashes.includes(world.server.media(id)?.sha256 ?? "")),
  );
}

async function judge(
  jobs: readonly Job[],
  chaos: ChaosWorld,
  earlier: readonly string[],
): Promise<ScenarioResult> {
  const { server, crashes } = chaos.world;
  const problems = [...earlier, ...crashes.map((crash) => `crash: ${String(crash)}`)];
  // X hides a second call for a post that exists by refusing it.
  let duplicates = chaos.refusedRepeats;
  if (duplicates > 0) problems.push(`${duplicates} calls for posts that existed`);
  let lost = 0;
  for (const job of jobs) {
    const posts = postsOf(job, chaos);
    const post = await getPost(job.postId);
    duplicates += Math.max(0, posts.length - 1);
    if (posts.length > 1) problems.push(`${posts.length} posts of one job`);
    const isMissing = job.isPublished && !job.isCancelled && posts.length === 0;
    const isDraftGone = !job.isPublished && post === undefined;
    if (isMissing || isDraftGone) {
      lost += 1;
      problems.push(`lost: ${post?.state ?? "gone"}`);
    }
    if (!job.isPublished && posts.length > 0) problems.push("a draft was posted");
    if (!job.isPublished && post?.text !== job.plan.text) problems.push("a draft's text changed");
    if (posts.length > 0 && !job.isCancelled && post?.state !== "posted") {
      problems.push(`posted, but ${post?.state}`);
    }
    problems.push(...judgeContent(job, posts, chaos));
    problems.push(...(await judgeRoom(job)));
  }
  if ((await listBusyPosts()).length > 0) problems.push("a post at work for ever");
  return {
    jobs: jobs.length,
    deaths: chaos.deaths,
    ends: jobs.flatMap((job) => job.ends),
    posts: server.posts.length,
    duplicates,
    lost,
    problems,
  };
}

function judgeContent(job: Job, posts: readonly ReceivedPost[], { world }: ChaosWorld): string[] {
  return posts.flatMap(({ text, mediaIds }) => {
    const hashes = mediaIds.map((id) => world.server.media(id)?.sha256);
    return [
      ...(text === job.plan.text ? [] : ["posted with another text"]),
      ...(hashes.join() === job.hashes.join() ? [] : ["posted with other bytes"]),
    ];
  });
}

/** The bytes of a job that has ended are freed; an attachment of it is not at work. */
async function judgeRoom(job: Job): Promise<string[]> {
  const state = (await getPost(job.postId))?.state;
  if (state !== "posted" && state !== "cancelled" && state !== undefined) return [];
  const deadlineMs = performance.now() + 1_000;
  let kept = true;
  while (kept && performance.now() < deadlineMs) {
    const bytes = await Promise.all(job.attachmentIds.map((id) => readAllBytes(id, "")));
    kept = bytes.some((blob) => blob !== null) || !(await rested(job));
    if (kept) await pause();
  }
  return kept ? [`the bytes of a job that is ${state ?? "gone"} are kept`] : [];
}
