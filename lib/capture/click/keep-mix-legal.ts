import type { MediaInfo } from "../../media/media-info";
import { refuseMix } from "../../media/media-mix";
import { getAttachment, getAttachments } from "../../store/attachment-store";
import { getPost, moveToNewDraft } from "../../store/post-store";
import { knownCategory } from "../../jobs/known-category";
import { newDraft } from "../../jobs/new-records";

/**
 * Gives a captured GIF or video a draft of its own when it turns out that X would not take it beside
 * what the draft holds already: only its bytes tell that the clicked picture is a GIF.
 */
export async function keepMixLegal(
  attachmentId: string,
  media: MediaInfo,
  nowMs: number,
): Promise<void> {
  const attachment = await getAttachment(attachmentId);
  const draft = attachment && (await getPost(attachment.postId));
  if (draft?.state !== "draft") return;
  const others = (await getAttachments(draft.attachmentIds))
    .filter(({ id, state }) => id !== attachmentId && state !== "failed")
    .map(knownCategory)
    .filter((category) => category !== null);
  const begunBecause = refuseMix([...others, media.category]);
  if (begunBecause === null) return;
  const own = newDraft(nowMs, draft.accountId, {
    begunBecause,
    begunBeside: draft.id,
  });
  await moveToNewDraft([attachmentId], own, nowMs);
}
