import type { CapturingAttachment, CaptureSource } from "../jobs/attachment";
import { joinsOpenDraft } from "../jobs/choose-draft";
import type { Post } from "../jobs/post";
import { getAttachments } from "../store/attachment-store";
import type { Job } from "../store/dashboard";
import { getOpenDraftId, setOpenDraftId } from "../store/open-draft-store";
import { addToDraft, getPost } from "../store/post-store";

/**
 * Stores a capture that begins: in the open draft where the picture may join it, else in a new one,
 * which then is the open draft. From here on nothing is lost when the worker dies.
 *
 * @returns the id of the new attachment, in state `capturing`
 */
export async function beginCapture(source: CaptureSource, nowMs: number): Promise<string> {
  const openDraft = await readOpenDraft();
  const joins = openDraft !== null && joinsOpenDraft(openDraft, source.element);
  const id = joins ? await addCapture(openDraft.post, source, nowMs) : null;
  // A draft may have been published since it was read: then the picture begins another.
  return id ?? (await addCapture(newDraft(nowMs), source, nowMs)) ?? crypto.randomUUID();
}

async function addCapture(
  draft: Post,
  source: CaptureSource,
  nowMs: number,
): Promise<string | null> {
  const attachment: CapturingAttachment = {
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
  };
  if (!(await addToDraft(draft, attachment))) return null;
  await setOpenDraftId(draft.id);
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
