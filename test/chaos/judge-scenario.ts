import { listStoredBytes } from "../../lib/store/byte-store";
import { getPost, listBusyPosts } from "../../lib/store/post-store";
import type { End } from "../faults/how-it-ended";
import type { ReceivedPost } from "../x-server/post-store";
import { type ChaosJob, isUploadAtRest, postsOf } from "./chaos-job";
import { type ChaosWorld, pause } from "./chaos-world";

/** What one run came to. */
export interface ScenarioResult {
  readonly jobs: number;
  readonly deaths: number;
  /** How often a job came to rest in each way, before the person acted on it and after. */
  readonly ends: readonly End[];
  /** What was at X each time that the person was asked. */
  readonly asked: ChaosJob["asked"];
  readonly posts: number;
  /** Posts beyond the first of a job, and calls that X refused as repeats of an existing post. */
  readonly duplicates: number;
  /** Published jobs without a post, and drafts that are no more. */
  readonly lost: number;
  /** What must not be; empty when all is well. */
  readonly problems: readonly string[];
}

/** Judges what came of the jobs once all of them are at rest. */
export async function judgeScenario(
  jobs: readonly ChaosJob[],
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
    const posts = postsOf(job, server);
    const post = await getPost(job.postId);
    duplicates += Math.max(0, posts.length - 1);
    if (posts.length > 1) problems.push(`${posts.length} posts of one job`);
    const isMeant = job.isPublished && !job.isCancelled && !job.isDeleted;
    const isMissing = isMeant && posts.length === 0;
    const isDraftGone = !job.isPublished && !job.isDeleted && post === undefined;
    if (isMissing || isDraftGone) {
      lost += 1;
      problems.push(`lost: ${post?.state ?? "gone"}`);
    }
    if (!job.isPublished && posts.length > 0) problems.push("a draft was posted");
    if (!job.isPublished && !job.isDeleted && post?.text !== job.plan.text) {
      problems.push("a draft's text changed");
    }
    if (job.isUnsent && posts.length > 0) problems.push("a deleted draft was posted");
    problems.push(...judgeMoment(job, posts, chaos));
    if (posts.length > 0 && !job.isCancelled && !job.isDeleted && post?.state !== "posted") {
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
    asked: jobs.flatMap((job) => job.asked),
    posts: server.posts.length,
    duplicates,
    lost,
    problems,
  };
}

/** Nothing that was scheduled is out before its moment. */
function judgeMoment(
  { notBeforeMs }: ChaosJob,
  posts: readonly ReceivedPost[],
  { world }: ChaosWorld,
): string[] {
  const aheadMs = world.server.settings.clockAheadMs;
  const isEarly = posts.some(
    ({ createdAtMs }) => notBeforeMs !== null && createdAtMs - aheadMs < notBeforeMs,
  );
  return isEarly ? ["posted before its moment"] : [];
}

function judgeContent(
  job: ChaosJob,
  posts: readonly ReceivedPost[],
  { world }: ChaosWorld,
): string[] {
  return posts.flatMap(({ text, mediaIds }) => {
    const hashes = mediaIds.map((id) => world.server.media(id)?.sha256);
    return [
      ...(text === job.plan.text ? [] : ["posted with another text"]),
      ...(hashes.join() === job.hashes.join() ? [] : ["posted with other bytes"]),
    ];
  });
}

/** The bytes of a job that has ended are freed; an attachment of it is not at work. */
async function judgeRoom(job: ChaosJob): Promise<string[]> {
  const state = (await getPost(job.postId))?.state;
  if (state !== "posted" && state !== "cancelled" && state !== undefined) return [];
  const deadlineMs = performance.now() + 1_000;
  let kept = true;
  while (kept && performance.now() < deadlineMs) {
    // Only which there are: bytes that are being freed could not be read.
    const stored = await listStoredBytes();
    kept = job.attachmentIds.some((id) => stored.includes(id)) || !(await isUploadAtRest(job));
    if (kept) await pause();
  }
  return kept ? [`the bytes of a job that is ${state ?? "gone"} are kept`] : [];
}
