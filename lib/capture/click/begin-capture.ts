import { newAttachment, newDraft } from "../../jobs/new-records";
import type { CaptureSource } from "../../jobs/capture-source";
import { judgeJoin } from "./choose-draft";
import type { Post } from "../../jobs/post";
import type { MixRefusal } from "../../media/media-mix";
import { getAttachments } from "../../store/attachment-store";
import { getChosenAccountId } from "../../store/chosen-account-store";
import type { Job } from "../../jobs/job";
import { getOpenDraftId } from "../../store/open-draft-store";
import { addToDraft, getPost } from "../../store/post-store";
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
  if (!(await addToDraft(draft, newAttachment(id, draft, source, nowMs), opens))) {
    // The draft was published since it was read: the picture begins another.
    const { accountId } = draft;
    draft = newDraft(nowMs, accountId, { text: await firstText(source, "", accountId) });
    await addToDraft(draft, newAttachment(id, draft, source, nowMs), opens);
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
  const accountId = await getChosenAccountId();
  return newDraft(nowMs, accountId, {
    text: await firstText(source, "", accountId),
    ...begun(verdict === "join" || verdict === "new" ? null : verdict, openDraft),
  });
}

function begun(begunBecause: MixRefusal | null, beside: Job | null) {
  return begunBecause === null || beside === null
    ? { begunBecause }
    : { begunBecause, begunBeside: beside.post.id };
}

async function readOpenDraft(): Promise<Job | null> {
  const id = await getOpenDraftId();
  const post = id === undefined ? undefined : await getPost(id);
  if (post?.state !== "draft") return null;
  return { post, attachments: await getAttachments(post.attachmentIds) };
}
