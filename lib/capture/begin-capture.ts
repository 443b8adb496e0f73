import type { CapturingAttachment, CaptureSource } from "../jobs/attachment";
import { judgeJoin } from "../jobs/choose-draft";
import type { DraftPost, Post } from "../jobs/post";
import { getAttachments } from "../store/attachment-store";
import type { Job } from "../store/dashboard";
import { getOpenDraftId } from "../store/open-draft-store";
import { addToDraft, getPost } from "../store/post-store";
import { NO_POST_OPTIONS } from "../x/post-options";
import { firstText } from "./prefill-draft";

/** What is not as with a click on a picture. */
export interface CaptureWish {
  /** The attachment's id, where it is known already. */
  readonly id?: string;
  /** `own`: in a post of its own, which the composer does not show. */
  readonly draft?: "open" | "own";
}

/**
 * Stores a capture that begins: in the open draft where the picture may join it, else in a new one,
 * which then is the open draft. From here on nothing is lost when the worker dies.
 *
 * @returns the id of the new attachment, in state `capturing`
 */
export async function beginCapture(
  source: CaptureSource,
  nowMs: number,
  { id = crypto.randomUUID(), draft: wanted = "open" }: CaptureWish = {},
): Promise<string> {
  let draft = await chooseDraft(source, nowMs, wanted);
  const opens = wanted === "open";
  if (!(await addToDraft(draft, newAttachment(id, draft.id, source, nowMs), opens))) {
    // The draft was published since it was read: the picture begins another.
    draft = newDraft(nowMs, { text: await firstText(source, "") });
    await addToDraft(draft, newAttachment(id, draft.id, source, nowMs), opens);
  }
  return id;
}

async function chooseDraft(
  source: CaptureSource,
  nowMs: number,
  wanted: "open" | "own",
): Promise<Post> {
  const openDraft = wanted === "own" ? null : await readOpenDraft();
  const verdict = judgeJoin(openDraft, source.element);
  if (verdict === "join" && openDraft !== null) return openDraft.post;
  return newDraft(nowMs, {
    text: await firstText(source, ""),
    begunBecause: verdict === "join" || verdict === "new" ? null : verdict,
  });
}

/** An attachment whose bytes are still to come. */
export function newAttachment(
  id: string,
  postId: string,
  source: CaptureSource,
  nowMs: number,
): CapturingAttachment {
  return {
    id,
    postId,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    source,
    options: { category: null, additionalOwners: [] },
    altText: "",
    subtitles: null,
    thumbnail: null,
    freshUploads: 0,
    state: "capturing",
    transfer: { doneBytes: 0, totalBytes: null, bytesPerSecond: 0 },
    early: null,
    mark: null,
    wait: null,
  };
}

async function readOpenDraft(): Promise<Job | null> {
  const id = await getOpenDraftId();
  const post = id === undefined ? undefined : await getPost(id);
  if (post?.state !== "draft") return null;
  return { post, attachments: await getAttachments(post.attachmentIds) };
}

/** A draft without media. */
export function newDraft(
  nowMs: number,
  change: Partial<Pick<DraftPost, "text" | "options" | "begunBecause">> = {},
): DraftPost {
  return {
    id: crypto.randomUUID(),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    text: "",
    attachmentIds: [],
    options: NO_POST_OPTIONS,
    state: "draft",
    removal: null,
    begunBecause: null,
    ...change,
  };
}
