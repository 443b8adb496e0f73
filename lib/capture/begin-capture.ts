import type { CapturingAttachment, CaptureSource } from "../jobs/attachment";
import { joinsOpenDraft } from "../jobs/choose-draft";
import type { Post } from "../jobs/post";
import { getAttachments } from "../store/attachment-store";
import type { Job } from "../store/dashboard";
import { getOpenDraftId } from "../store/open-draft-store";
import { addToDraft, getPost } from "../store/post-store";

/**
 * Stores a capture that begins: in the open draft where the picture may join it, else in a new one,
 * which then is the open draft. From here on nothing is lost when the worker dies.
 *
 * @returns the id of the new attachment, in state `capturing`
 */
export async function beginCapture(source: CaptureSource, nowMs: number): Promise<string> {
  const openDraft = await readOpenDraft();
  let draft =
    openDraft !== null && joinsOpenDraft(openDraft, source.element)
      ? openDraft.post
      : newDraft(nowMs);
  let attachment: CapturingAttachment = {
    id: crypto.randomUUID(),
    postId: draft.id,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    source,
    options: { category: null, additionalOwners: [] },
    altText: "",
    thumbnail: null,
    freshUploads: 0,
    state: "capturing",
    transfer: { doneBytes: 0, totalBytes: null, bytesPerSecond: 0 },
    mark: null,
    wait: null,
  };
  if (!(await addToDraft(draft, attachment))) {
    // The draft was published since it was read: the picture begins another.
    draft = newDraft(nowMs);
    attachment = { ...attachment, postId: draft.id };
    await addToDraft(draft, attachment);
  }
  return attachment.id;
}

async function readOpenDraft(): Promise<Job | null> {
  const id = await getOpenDraftId();
  const post = id === undefined ? undefined : await getPost(id);
  if (post?.state !== "draft") return null;
  return { post, attachments: await getAttachments(post.attachmentIds) };
}

/** An empty draft. */
export function newDraft(nowMs: number): Post {
  return {
    id: crypto.randomUUID(),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    text: "",
    attachmentIds: [],
    state: "draft",
  };
}
