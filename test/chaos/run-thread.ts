import { newDraft } from "../../lib/jobs/new-records";
import { UNDO_DELETE_MS } from "../../lib/jobs/post";
import type { Command } from "../../lib/messages";
import { emptyAccount } from "../../lib/store/account-record";
import { addAccount, updateAccount } from "../../lib/store/account-store";
import { putGrant } from "../../lib/store/grant-store";
import { listFollowing } from "../../lib/store/thread-store";
import { getAttachment, getAttachments } from "../../lib/store/attachment-store";
import { setOpenDraftId } from "../../lib/store/open-draft-store";
import { createDraft, getPost, listBusyPosts } from "../../lib/store/post-store";
import { type End, howItEnded } from "../faults/how-it-ended";
import { buildFile } from "./build-file";
import { ChaosWorld, GRACE, pause } from "./chaos-world";
import { editThread, textOf, type ThreadEdit, type WantedThread } from "./edit-thread";
import { Random } from "./random";
import type { PlannedDeath, PlannedFault, Scenario } from "./scenario";

/** What can befall a thread. */
export interface ThreadPlan {
  /** Of each post how many pictures it has. */
  readonly pictures: readonly number[];
  readonly faults: readonly PlannedFault[];
  readonly deaths: readonly PlannedDeath[];
  readonly x: Scenario["x"];
  /** What is changed before it goes out; nothing unless told. */
  readonly edits?: readonly ThreadEdit[];
  /** What the person does where X refuses a post; unless told they retry. */
  readonly onRefusal?: "retry" | "delete" | "edit";
}

/** What came of a thread. */
export interface ThreadResult {
  readonly deaths: number;
  /** The texts at X, in the order in which X made the posts. */
  readonly texts: readonly string[];
  /** The texts that were to be there, in order. */
  readonly wanted: readonly string[];
  /** Whether each post answers the one before it, and the first none. */
  readonly isChain: boolean;
  /** What the person had to answer or to press on the way. */
  readonly asked: readonly End[];
  readonly problems: readonly string[];
}

const MAX_ACTS = 16;
const REST_WITHIN_MS = 8_000;

/** Publishes a thread, lets it come to rest with the person's help, and tells what is at X. */
export async function runThread(plan: ThreadPlan): Promise<ThreadResult> {
  const { faults, deaths, x } = plan;
  const whole = { jobs: [], clicks: [], signInEndsAtLook: null, knowsUser: true };
  const chaos = new ChaosWorld({ ...whole, faults, deaths, x });
  await chaos.open();
  await signInSecond(chaos);
  try {
    let thread = await writeThread(plan, chaos);
    for (const edit of plan.edits ?? []) thread = await editThread(thread, edit, chaos);
    const ids = thread.map(({ id }) => id);
    // Whichever post is named, the whole thread goes out.
    await chaos.click({ type: "publish", postId: ids.at(-1) ?? "" });
    await chaos.reaches(200, { isOver: () => areOut(ids), quietMs: 600 });
    await chaos.calmDown();
    const asked: End[] = [];
    const problems: string[] = [];
    const given: string[] = [];
    for (const { id, text } of thread) {
      const outcome = await settle(id, text, plan.onRefusal ?? "retry", chaos, asked);
      if (outcome === "deleted") given.push(id);
      else if (outcome !== "out") problems.push(outcome);
    }
    const { server, crashes } = chaos.world;
    if (chaos.refusedRepeats > 0)
      problems.push(`${chaos.refusedRepeats} calls for posts that existed`);
    if ((await listBusyPosts()).length > 0) problems.push("a post at work for ever");
    problems.push(...crashes.map((crash) => `crash: ${String(crash)}`));
    const { posts } = server;
    return {
      deaths: chaos.deaths,
      texts: posts.map(({ text }) => text),
      wanted: thread.flatMap(({ id, text }) => (given.includes(id) ? [] : [text])),
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

async function writeThread({ pictures }: ThreadPlan, chaos: ChaosWorld): Promise<WantedThread> {
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
  return ids.map((id, index) => ({ id, text: textOf(index) }));
}

/** A second account, which a thread can go out with as well. */
async function signInSecond({ clock, world: { server } }: ChaosWorld): Promise<void> {
  await addAccount(emptyAccount("second", 1));
  const grant = server.issueGrant({ userId: GRACE.id });
  await putGrant({
    accountId: "second",
    clientId: server.clientId,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? null,
    expiresAtMs: clock.now() + 7_200_000,
    scopes: ["tweet.write", "media.write"],
  });
  await updateAccount("second", { clientId: server.clientId, state: "signed-in" });
}

async function areOut(ids: readonly string[]): Promise<boolean> {
  const posts = await Promise.all(ids.map((id) => getPost(id)));
  return posts.every((post) => post?.state === "posted");
}

/** Does what a person would until a post is out, whose predecessors are; else says what is wrong. */
async function settle(
  id: string,
  text: string,
  onRefusal: ThreadPlan["onRefusal"],
  chaos: ChaosWorld,
  asked: End[],
): Promise<string> {
  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    const end = await rest(id);
    if (end === "posted") return "out";
    if (end === null) return `stuck: ${(await getPost(id))?.state}`;
    asked.push(end);
    if (end === "sign-in") await chaos.signIn();
    else if (end === "asks") await chaos.click(answerFor(id, text, chaos));
    // Edited, or what was before it is gone: it waits for the person.
    else if (end === "draft") await postDraft(id, chaos);
    else if (end === "failed thread-broken") await tellLink(id, chaos);
    else if (onRefusal === "edit") await chaos.click({ type: "open-draft", postId: id });
    else if (onRefusal === "delete" && (await mayBeDeleted(id))) {
      await chaos.click({ type: "delete-post", postId: id });
      chaos.clock.leapTo(chaos.clock.now() + UNDO_DELETE_MS + 1);
      await chaos.click({ type: "finish-overdue" });
      return (await getPost(id)) === undefined ? "deleted" : "deleted, and still there";
    } else await chaos.click({ type: "retry-post", postId: id });
  }
  return "never ends";
}

/** The composer has no Post for a draft of which a medium has failed: that comes first. */
async function postDraft(postId: string, chaos: ChaosWorld): Promise<void> {
  for (const { id, state } of await getAttachments((await getPost(postId))?.attachmentIds ?? [])) {
    if (state === "failed") await chaos.click({ type: "retry-attachment", attachmentId: id });
  }
  await chaos.click({ type: "publish", postId });
}

/** What the person says of a post when they have looked at X. */
function answerFor(postId: string, text: string, { world }: ChaosWorld): Command {
  const isOut = world.server.posts.some((post) => post.text === text);
  return { type: isOut ? "confirm-posted" : "retry-post", postId };
}

/** Pastes the link of the post before, which the person has said to be out. */
async function tellLink(postId: string, chaos: ChaosWorld): Promise<void> {
  const before = (await getPost(postId))?.afterId;
  const text = before === undefined ? undefined : (await getPost(before))?.text;
  const found = chaos.world.server.posts.find((post) => post.text === text);
  const link = `https://x.com/someone/status/${found?.id ?? ""}`;
  await chaos.click({ type: "tell-post-link", postId, link });
}

/** Without it the next one would begin the thread, which words alone cannot. */
async function mayBeDeleted(id: string): Promise<boolean> {
  const next = (await listFollowing(id))[0];
  return (await getPost(id))?.afterId !== undefined || (next?.attachmentIds.length ?? 1) > 0;
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
