import { knownCategory } from "../jobs/known-category";
import { type MixRefusal, refuseMix } from "../media/media-mix";
import { changeRecords } from "./change-records";
import { moveAttachment } from "./post-store";

/**
 * Moves a medium from its draft to the end of another one of the same account, in one transaction.
 *
 * @returns why X would not take it there; null where it is there, or there is nothing to move
 */
export async function moveToPost(
  attachmentId: string,
  postId: string,
  nowMs: number,
): Promise<MixRefusal | null> {
  const moved = await changeRecords(["posts", "attachments"], async (records) => {
    const attachment = await records.read("attachments").get(attachmentId);
    if (attachment === undefined || attachment.postId === postId) return null;
    const [from, to, others] = await Promise.all([
      records.read("posts").get(attachment.postId),
      records.read("posts").get(postId),
      records.read("attachments").index("byPost").getAll(postId),
    ]);
    if (from?.attachmentIds.includes(attachmentId) !== true) return null;
    if (from.state !== "draft" || to?.state !== "draft") return null;
    if (to.accountId !== from.accountId) return null;
    const shown = others.filter(({ id }) => to.attachmentIds.includes(id));
    const categories = [...shown, attachment].map(knownCategory);
    const refusal = refuseMix(categories.filter((category) => category !== null));
    return refusal ?? moveAttachment(records, attachment, from, to, nowMs);
  });
  return typeof moved === "string" ? moved : null;
}
