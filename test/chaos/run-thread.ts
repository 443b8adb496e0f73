import { newDraft } from "../../lib/jobs/new-records";
import { getAttachment } from "../../lib/store/attachment-store";
import { setOpenDraftId } from "../../lib/store/open-draft-store";
import { createDraft, getPost, listBusyPosts } from "../../lib/store/post-store";
import { type End, howItEnded } from "../faults/how-it-ended";
import { buildFile } from "./build-file";
import { ChaosWorld, pause } from "./chaos-world";
import { Random } from "./random";
import type { PlannedDeath, PlannedFault, Scenario } from "./scenario";

/** What can befall a thread. */
export interface ThreadPlan {
  /** Of each post how many pictures it has. */
  readonly pictures: readonly number[];
  readonly faults: readonly PlannedFault[];
  readonly deaths: readonly PlannedDeath[];
  readonly x: Scenario["x"];
}

/** What came of a thread. */
export interface ThreadResult {
  readonly deaths: number;
  /** The texts at X, in the order in which X made the posts. */
  readonly texts: readonly string[];
  /** Whether each post answers the one before it, and the first none. */
  readonly isChain: boolean;
  /** What the person had to answer or to press on the way. */
  readonly asked: readonly End[];
  readonly problems: readonly string[];
}

const MAX_ACTS = 12;
const REST_WITHIN_MS = 8_000;

/** Publishes a thread, lets it come to rest with the person's help, and tells what is at X. */
export async function runThread(plan: ThreadPlan): Promise<ThreadResult> {
  const { faults, deaths, x } = plan;
  const whole = { jobs: [], clicks: [], signInEndsAtLook: null, knowsUser: true };
  const chaos = new ChaosWorld({ ...whole, faults, deaths, x });
  await chaos.open();
  try {
    const ids = await writeThread(plan, chaos);
    await chaos.click({ type: "publish", postId: ids[0] ?? "" });
    await chaos.reaches(200, { isOver: () => areOut(ids), quietMs: 600 });
    await chaos.calmDown();
    const asked: End[] = [];
    const problems: string[] = [];
    for (const id of ids) problems.push(...(await settle(id, chaos, asked)));
    const { server, crashes } = chaos.world;
    if (chaos.refusedRepeats > 0)
      problems.push(`${chaos.refusedRepeats} calls for posts that existed`);
    if ((await listBusyPosts()).length > 0) problems.push("a post at work for ever");
    problems.push(...crashes.map((crash) => `crash: ${String(crash)}`));
    const { posts } = server;
    return {
      deaths: chaos.deaths,
      texts: posts.map(({ text }) => text),
      isChain: posts.every(({ body }, index) => answeredBy(body) === posts[index - 1]?.id),
      asked,
      problems,
    };
  } finally {
    await chaos.close();
  }
}

/** The post that a call's body answers, as X names it. */
function answeredBy(body: unknown): unknown {
  const { reply } = body as { readonly reply?: { readonly in_reply_to_tweet_id: string } };
  return reply?.in_reply_to_tweet_id;
}

/** The text of a post of a thread, counted from 0. */
export const textOf = (index: number) => `Walk number ${index + 1} along the coast, and back`;

async function writeThread({ pictures }: ThreadPlan, chaos: ChaosWorld): Promise<string[]> {
  const random = new Random(1);
  const ids: string[] = [];
  for (const [index, count] of pictures.entries()) {
    const before = ids.at(-1);
    const draft = newDraft(chaos.clock.now(), "primary", { text: textOf(index) });
    await createDraft(before === undefined ? draft : { ...draft, afterId: before });
    await setOpenDraftId(draft.id);
    for (let nth = 0; nth < count; nth += 1) {
      const attachmentId = await chaos.world.addFile(buildFile("image", 10 * index + nth, random));
      const attachment = await getAttachment(attachmentId);
      if (attachment?.postId !== draft.id) throw new Error("The picture joined another post");
    }
    ids.push(draft.id);
  }
  return ids;
}

async function areOut(ids: readonly string[]): Promise<boolean> {
  const posts = await Promise.all(ids.map((id) => getPost(id)));
  return posts.every((post) => post?.state === "posted");
}

/** Does what a person would until a post is out, whose predecessors are. */
async function settle(id: string, chaos: ChaosWorld, asked: End[]): Promise<string[]> {
  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    const end = await rest(id);
    if (end === "posted") return [];
    if (end === null) return [`stuck: ${(await getPost(id))?.state}`];
    asked.push(end);
    if (end === "sign-in") await chaos.signIn();
    else if (end === "asks") return ["the person had to say what became of a post"];
    else await chaos.click({ type: "retry-post", postId: id });
  }
  return ["never ends"];
}

async function rest(id: string): Promise<End | null> {
  const deadlineMs = performance.now() + REST_WITHIN_MS;
  let end: End | null = null;
  while (end === null && performance.now() < deadlineMs) {
    await pause();
    end = await howItEnded(id);
  }
  return end;
}
