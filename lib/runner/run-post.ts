import { JobFailure, jobError } from "../errors/job-error";
import { getAccount } from "../store/account-store";
import { deletePost } from "../store/delete-post-record";
import { getAttachments } from "../store/attachment-store";
import { updateAttachment } from "../store/update-attachment";
import { getPost, updatePost } from "../store/post-store";
import { createPost } from "../x/create-post";
import { postUrl } from "../x/post-url";
import type { ConnectX, XConnection } from "../x/x-request";
import {
  type Attachment,
  isAttachmentBusy,
  isMediaComing,
  type ReadyAttachment,
} from "../jobs/attachment";
import {
  type DeletedPost,
  type Post,
  type PublishingPost,
  type ScheduledPost,
  UNDO_POST_MS,
} from "../jobs/post";
import { isMomentMissed, judgeSchedule } from "../jobs/schedule";
import { judgeTurn } from "../jobs/thread-turn";
import { judgeWait, NEVER, type NextStep, NOW } from "./next-step";
import type { PostEvent } from "../jobs/post-event";
import { mustBeLookedAt } from "./must-be-looked-at";
import { eventOfCallFailure, eventOfRefusal } from "./post-failure";
import { readPostRules } from "./read-post-rules";
import { MAX_FRESH_UPLOADS } from "../jobs/retry-policy";
import { stepUnsurePost } from "./step-unsure-post";
import { tellMetadata } from "./tell-metadata";

/** What running posts needs beside the store. */
export interface PostEffects extends Omit<StepEffects, "x"> {
  readonly x: ConnectX;
}

/** The same for one post, with the connection of its account. */
interface StepEffects {
  readonly x: XConnection;
  /** Lets an attachment go on whose record was changed here. */
  wakeAttachment(id: string): void;
  /** Brings a draft before the person's eyes. */
  showDraft(postId: string): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
}

/** A media id with less life than this is not worth a post. */
const EXPIRY_MARGIN_MS = 60_000;

/**
 * Takes the one step that the stored state of a post calls for, and stores what came of it. A post
 * found in `posting` was interrupted in its call: it is never called again blindly, but looked for.
 */
export async function stepPost(
  id: string,
  given: PostEffects,
  signal: AbortSignal,
): Promise<NextStep> {
  const post = await getPost(id);
  if (post === undefined) return NEVER;
  const effects: StepEffects = { ...given, x: given.x.as(post.accountId) };
  const now = effects.x.now();
  switch (post.state) {
    case "scheduled":
      return waitForMoment(post, effects);
    case "publishing":
      return publishAfterWait(post, effects, signal);
    case "posting":
      await updatePost(
        id,
        { type: "answer-lost", error: jobError("outcome-unknown", "post") },
        now,
      );
      return NOW;
    case "unsure":
      return stepUnsurePost(post, effects.x, signal);
    default:
      return NEVER;
  }
}

/** A wait that outlives the worker and the browser: an alarm ends it, or the next start. */
async function waitForMoment(post: ScheduledPost, effects: StepEffects): Promise<NextStep> {
  if (post.isMissed) return NEVER;
  switch (judgeSchedule(post, effects.x.now())) {
    case "early":
      return { due: "later", atMs: post.atMs };
    case "due":
      return store(post.id, { type: "schedule-due" }, effects);
    case "missed":
      return store(post.id, { type: "schedule-missed" }, effects);
  }
}

async function publishAfterWait(
  post: PublishingPost,
  effects: StepEffects,
  signal: AbortSignal,
): Promise<NextStep> {
  if (post.holdUntilMs === "media") return beginHold(post, effects);
  if (post.holdUntilMs !== null) {
    // A wait like any other: it outlives the worker, and an alarm ends it.
    return post.holdUntilMs > effects.x.now()
      ? { due: "later", atMs: post.holdUntilMs }
      : store(post.id, { type: "hold-over" }, effects);
  }
  if (isMomentMissed(post, effects.x.now())) {
    return store(post.id, { type: "schedule-missed" }, effects);
  }
  const verdict = await judgeWait(post.wait, post.accountId, effects.x);
  if (verdict === "go") return publishInTurn(post, effects, signal);
  if (verdict !== "over") return verdict;
  return store(post.id, { type: "wait-over" }, effects);
}

/** The seconds to undo begin when the pictures are there; what the person has to look at first becomes a draft. */
async function beginHold(post: PublishingPost, effects: StepEffects): Promise<NextStep> {
  const attachments = await getAttachments(post.attachmentIds);
  if (attachments.some(isMediaComing)) return NEVER;
  if (await mustBeLookedAt(post, attachments, await effects.x.topLevelDomains())) {
    const next = await store(post.id, { type: "returned-to-draft" }, effects);
    await effects.showDraft(post.id);
    return next;
  }
  return store(post.id, { type: "hold-began", untilMs: effects.x.now() + UNDO_POST_MS }, effects);
}

/** In a thread each post waits until the one before it is out, which wakes it. */
async function publishInTurn(
  post: PublishingPost,
  effects: StepEffects,
  signal: AbortSignal,
): Promise<NextStep> {
  const before = post.afterId === undefined ? undefined : await getPost(post.afterId);
  const turn = judgeTurn(post, before);
  switch (turn.kind) {
    case "wait":
      return before?.state === "deleted" ? awaitDeletion(before, effects) : NEVER;
    case "broken":
      // Where the one before was taken out of the thread since, this one has another before it by now.
      if ((await getPost(post.id))?.afterId !== post.afterId) return NOW;
      return store(post.id, { type: "failed", error: jobError("thread-broken", "post") }, effects);
    case "go":
      return publish(post, turn.answersXPostId, effects, signal);
  }
}

/** What was deleted can be brought back for a while; then this one follows what came before. */
async function awaitDeletion(before: DeletedPost, effects: StepEffects): Promise<NextStep> {
  if (before.untilMs > effects.x.now()) return { due: "later", atMs: before.untilMs };
  await deletePost(before.id, ({ state }) => state === "deleted");
  return NOW;
}

async function publish(
  post: PublishingPost,
  answersXPostId: string | null,
  effects: StepEffects,
  signal: AbortSignal,
): Promise<NextStep> {
  const [all, refuse] = await Promise.all([
    getAttachments(post.attachmentIds),
    readPostRules(post.accountId, effects.x),
  ]);
  const attachments = all.filter((attachment) => attachment.state !== "cancelled");
  const failed = attachments.find((attachment) => attachment.state === "failed");
  if (failed !== undefined) return store(post.id, { type: "failed", error: failed.error }, effects);
  if (attachments.some(isAttachmentBusy)) return NEVER;
  const ready = attachments.filter(isReady);
  const problem = refuse(post, ready);
  if (problem !== null) {
    return store(post.id, { type: "failed", error: jobError(problem, "post") }, effects);
  }
  const expired = ready.filter(
    (attachment) => attachment.expiresAtMs - EXPIRY_MARGIN_MS <= effects.x.now(),
  );
  if (expired.some((attachment) => attachment.freshUploads >= MAX_FRESH_UPLOADS)) {
    return store(post.id, { type: "failed", error: jobError("media-refused", "post") }, effects);
  }
  if (expired.length > 0) {
    for (const { id } of expired) {
      await updateAttachment(id, { type: "upload-restarted", by: "itself" }, effects.x.now());
      effects.wakeAttachment(id);
    }
    return NEVER;
  }
  try {
    // While one was on its way the person may have changed their mind: read everything again.
    const telling = await tellMetadata(ready, post.options, effects.x, signal);
    if (telling === "told") return NOW;
    if (telling !== "nothing-to-tell") {
      effects.wakeAttachment(telling.restarted);
      return NEVER;
    }
  } catch (failure) {
    if (signal.aborted) return NEVER;
    return store(post.id, eventOfRefusal(post.wait?.attempts ?? 0, failure, effects), effects);
  }
  return call(post, ready, answersXPostId, effects, signal);
}

function isReady(attachment: Attachment): attachment is ReadyAttachment {
  return attachment.state === "ready";
}

/** The one call that creates the post; that it begins is stored first, and by one caller only. */
async function call(
  post: PublishingPost,
  ready: readonly ReadyAttachment[],
  answersXPostId: string | null,
  effects: StepEffects,
  signal: AbortSignal,
): Promise<NextStep> {
  if (!effects.x.isOnline()) {
    // The call would be lost before it left, and its outcome would be looked for in vain.
    const failure = new JobFailure(jobError("network", "post"));
    return store(post.id, eventOfRefusal(0, failure, effects), effects);
  }
  const mediaIds = ready.map((attachment) => attachment.mediaId);
  const { user } = await getAccount(post.accountId);
  const started = { type: "call-started", mediaIds, userId: user?.id ?? null } as const;
  const begun = await updatePost(post.id, started, effects.x.now());
  if (begun === undefined || !begun.applied || begun.post.state !== "posting") return NOW;
  try {
    const call = { ...begun.post, mediaIds, answersXPostId };
    const { xPostId } = await createPost(effects.x, call, signal);
    return await store(post.id, await createdEvent(post, xPostId), effects);
  } catch (failure) {
    // Cancelled while the call was out: the record says so, and the next step looks for the post.
    if (signal.aborted) return NOW;
    return store(post.id, eventOfCallFailure(begun.post, failure, effects), effects);
  }
}

async function createdEvent(
  { accountId }: Pick<Post, "accountId">,
  xPostId: string,
): Promise<PostEvent> {
  const { user } = await getAccount(accountId);
  return { type: "created", xPostId, url: postUrl(xPostId, user?.username ?? null) };
}

async function store(id: string, event: PostEvent, effects: StepEffects): Promise<NextStep> {
  await updatePost(id, event, effects.x.now());
  return NOW;
}
