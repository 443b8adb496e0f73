import { createHash } from "node:crypto";
import { confirmPosted, editText, publishPost, retryPost } from "../../lib/commands/draft-commands";
import { setPostOptions } from "../../lib/commands/post-commands";
import { NO_POST_OPTIONS } from "../../lib/jobs/post-options";
import { listStoredBytes } from "../../lib/store/byte-store";
import { getAttachment, listBusyAttachments } from "../../lib/store/attachment-store";
import { type JobWorld, startJobWorld } from "../unit/runner/job-world";
import type { XServer } from "../x-server/x-server";
import { defaultUser } from "../x-server/x-user";
import { addEndingFault } from "./ending-fault";
import { type Endpoint, type EndpointName, ENDPOINTS } from "./endpoints";
import { faultEffect, type FaultName } from "./fault-kinds";
import { HastyClock } from "./hasty-clock";
import { type End, howItEnded } from "./how-it-ended";
import { impatientFetch } from "./impatient-fetch";
import { signInAgain } from "./sign-in-again";

/** What became of a job that a fault befell. */
export interface CellResult {
  /** Where the job came to rest by itself. */
  readonly end: End | "posted without alt text";
  /** What must not be, whatever the end; empty when all is well. */
  readonly problems: readonly string[];
}

const ALT_TEXT = "Boats at dawn";

const QUICK_PROCESSING = [
  { state: "pending", lastsMs: 30, checkAfterSecs: 0.03 },
  { state: "succeeded", progressPercent: 100 },
] as const;

/**
 * Publishes one post while a fault befalls one of its calls, lets it come to rest, then does what a
 * person would do about it: sign in, look at X and answer, or try again.
 *
 * @param times how many calls of the endpoint the fault befalls; it ends before the person acts
 */
export async function runCell(
  name: EndpointName,
  fault: FaultName,
  times: number,
): Promise<CellResult> {
  const clock = new HastyClock();
  clock.install();
  const endpoint: Endpoint = ENDPOINTS[name];
  const world = await startJobWorld(
    { processing: QUICK_PROCESSING, users: [SUBSCRIBER], ...endpoint.settings },
    { sleepUntil: clock.sleepUntil, wrapFetch: impatientFetch },
  );
  // A wait that is too long to sit out ends with an alarm.
  world.onWakeUp((atMs) => {
    clock.leapTo(atMs);
    void world.runner.resumeAll().catch((error: unknown) => world.crashes.push(error));
  });
  try {
    goWrongEarlier(world.server, endpoint);
    const endFault = addEndingFault(world.server, {
      match: { operation: endpoint.operation },
      times,
      effect: faultEffect(fault, clock.now() + world.server.settings.clockAheadMs),
    });
    const attachmentId = await world.addFile(endpoint.file, { altText: ALT_TEXT });
    const postId = (await getAttachment(attachmentId))?.postId ?? "";
    await editText(postId, endpoint.text ?? "The harbour", control(world));
    if (endpoint.isReply === true) await answerStranger(postId, world);
    await publishPost(postId, control(world));

    const end = await rest(world, postId);
    const problems = await problemsAtRest(end);
    endFault();
    let last = end;
    for (let acts = 0; last !== "posted" && acts < 3; acts += 1) {
      await actOn(last, world, postId);
      last = await rest(world, postId);
    }
    if (last !== "posted") problems.push(`after the person acted: ${last}`);
    problems.push(...(await problemsWhenPosted(world, endpoint, attachmentId)));
    const [media] = world.server.allMedia().slice(-1);
    const isBare = end === "posted" && media?.altText !== ALT_TEXT;
    return { end: isBare ? "posted without alt text" : end, problems };
  } finally {
    await world.close();
    clock.uninstall();
  }
}

/** May write long texts. */
const SUBSCRIBER = { ...defaultUser, subscriptionType: "Premium" } as const;

async function answerStranger(postId: string, world: JobWorld): Promise<void> {
  const id = world.server.addStrangerPost({ author: "ada", summons: [SUBSCRIBER.username] });
  const replyLink = `https://x.com/ada/status/${id}`;
  await setPostOptions(postId, { ...NO_POST_OPTIONS, replyLink }, control(world));
}

const control = (world: JobWorld) => ({ runner: world.runner, now: Date.now });

function goWrongEarlier(server: XServer, { earlier }: Endpoint): void {
  switch (earlier) {
    case "token expired":
      server.expireAccessTokens();
      break;
    case "answer lost":
      server.addFault({ match: { operation: "createPost" }, effect: { kind: "resetAfter" } });
      break;
    case "call lost":
      server.addFault({ match: { operation: "createPost" }, effect: { kind: "resetBefore" } });
      break;
    case undefined:
      break;
  }
}

async function rest(world: JobWorld, postId: string): Promise<End> {
  let end: End | null = null;
  await comesTrue(async () => (end = await howItEnded(postId)) !== null);
  if (end !== null) return end;
  throw new Error(`Still at work: ${JSON.stringify(await describe(world, postId))}`);
}

/** Asks again and again, within bounds, since not every change of a job is announced. */
async function comesTrue(isTrue: () => Promise<boolean>): Promise<boolean> {
  const deadlineMs = performance.now() + 8_000;
  while (performance.now() < deadlineMs) {
    if (await isTrue()) return true;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  return false;
}

async function describe(world: JobWorld, postId: string) {
  const post = await world.postShows(postId, () => true);
  const seen = world.server.log.map(({ operation, status, outcome }) => [
    operation,
    status ?? outcome,
  ]);
  return { state: post.state, calls: seen.length, lastCalls: seen.slice(-6).map(String) };
}

async function actOn(end: End, world: JobWorld, postId: string): Promise<void> {
  switch (end) {
    case "sign-in":
      await signInAgain(world);
      await world.runner.resumeAll();
      break;
    case "asks":
      // The person looks at their profile, and says what they see.
      if (world.server.posts.length > 0) await confirmPosted(postId, control(world));
      else await retryPost(postId, control(world));
      break;
    case "posted":
      break;
    default:
      await retryPost(postId, control(world));
  }
}

async function problemsAtRest(end: End): Promise<string[]> {
  const problems: string[] = [];
  const busy = await listBusyAttachments();
  if (end !== "sign-in" && busy.length > 0) problems.push(`at rest, but ${busy[0]?.state}`);
  return problems;
}

async function problemsWhenPosted(
  { server, crashes }: JobWorld,
  { file }: Endpoint,
  attachmentId: string,
): Promise<string[]> {
  const problems = crashes.map((crash) => `crash: ${String(crash)}`);
  if (server.posts.length !== 1) problems.push(`${server.posts.length} posts`);
  // X hides a second call by refusing it as a duplicate; with other media ids it would not have.
  const isRepeated = server.log.some(({ isDuplicate }) => isDuplicate);
  if (isRepeated) problems.push("called again for a post that existed");
  const media = server.media(server.posts[0]?.mediaIds[0] ?? "");
  if (media?.sha256 !== createHash("sha256").update(file).digest("hex")) {
    problems.push("other bytes than the file's");
  }
  if (!(await comesTrue(async () => !(await listStoredBytes()).includes(attachmentId)))) {
    problems.push("bytes kept");
  }
  return problems;
}
