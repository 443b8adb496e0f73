import { jobError, JobFailure } from "../errors/job-error";
import { newDraft } from "../jobs/new-records";
import type { DraftPost } from "../jobs/post";
import { parsePostLink } from "../rules/post-link";
import type { JobControl } from "../runner/job-control";
import { getPost, listDrafts, updatePost } from "../store/post-store";
import { moveToPost } from "../store/move-to-post";
import { appendDrafts, insertDrafts, moveInThread } from "../store/thread-store";
import { chooseAccount } from "./account-commands";
import { retryPost } from "./draft-commands";

/** Puts an empty post behind a draft of a thread, and shows it; a draft in none begins one. */
export async function addPost(postId: string, { now }: JobControl): Promise<void> {
  await insertAfter(postId, null, [""], now());
}

/** Makes several posts of a draft's text: the first keeps its media, the others follow it. */
export async function splitText(
  postId: string,
  [first, ...rest]: readonly string[],
  { now }: JobControl,
): Promise<void> {
  if (first !== undefined) await insertAfter(postId, first, rest, now());
}

async function insertAfter(
  postId: string,
  text: string | null,
  texts: readonly string[],
  nowMs: number,
): Promise<void> {
  const post = await getPost(postId);
  if (post?.state !== "draft") return;
  const drafts = texts.map((each) => newDraft(nowMs, post.accountId, { text: each }));
  await insertDrafts(postId, text, drafts, nowMs);
}

/** Puts a draft at another place of its thread, counted from 0. */
export async function movePost(
  postId: string,
  toIndex: number,
  { now }: JobControl,
): Promise<void> {
  await moveInThread(postId, toIndex, now());
}

/**
 * Puts a medium into another post of its thread.
 *
 * @throws `JobFailure` `mix-not-allowed` or `too-many-images` when X would not take it there
 */
export async function moveMedium(
  attachmentId: string,
  postId: string,
  { now }: JobControl,
): Promise<void> {
  const refusal = await moveToPost(attachmentId, postId, now());
  if (refusal !== null) throw new JobFailure(jobError(refusal, "post"));
}

/** Makes a thread of a draft and the one that its medium did not join, with that one's account. */
export async function joinThread(postId: string, control: JobControl): Promise<void> {
  const [first, ...rest] = findJoinable(postId, await listDrafts());
  if (first === undefined || rest.length === 0) return;
  for (const { id, accountId } of rest) {
    if (accountId !== first.accountId) await chooseAccount(first.accountId, id, control);
  }
  await appendDrafts(
    first.id,
    rest.map(({ id }) => id),
    control.now(),
  );
}

/** A draft behind those that it was begun beside, the first of them first. */
function findJoinable(postId: string, drafts: readonly DraftPost[]): DraftPost[] {
  const found: DraftPost[] = [];
  let wanted: string | undefined = postId;
  while (wanted !== undefined) {
    const draft: DraftPost | undefined = drafts.find(({ id }) => id === wanted);
    if (draft === undefined || found.includes(draft)) break;
    found.unshift(draft);
    wanted = draft.begunBecause === null ? undefined : draft.begunBeside;
  }
  return found;
}

/**
 * The person has found the post that a failed one of its thread is to answer: that one goes on.
 *
 * @param link as X gives it for the post before
 * @throws `JobFailure` `reply-link-invalid` where it leads to no post
 */
export async function tellPostLink(
  postId: string,
  link: string,
  control: JobControl,
): Promise<void> {
  const xPostId = parsePostLink(link);
  if (xPostId === null) throw new JobFailure(jobError("reply-link-invalid", "post"));
  const post = await getPost(postId);
  if (post?.state !== "failed" || post.afterId === undefined) return;
  const url = `https://x.com/i/status/${xPostId}`;
  await updatePost(post.afterId, { type: "located", xPostId, url }, control.now());
  await retryPost(postId, control);
}
