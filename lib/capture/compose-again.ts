import { getAttachments } from "../store/attachment-store";
import { addToDraft, getPost } from "../store/post-store";
import { canFetchAgain } from "./can-fetch-again";
import { newAttachment, newDraft } from "./begin-capture";
import { originPattern } from "./plan-capture";

/**
 * Begins a draft with the text, the options and the media of an earlier post, and shows it. Media are
 * fetched anew by the worker, which may have to ask for their site; those without a web address are
 * left out.
 *
 * @returns the ids of the new attachments, in state `capturing`
 */
export async function composeAgain(postId: string, nowMs: number): Promise<string[]> {
  const earlier = await getPost(postId);
  if (earlier === undefined) return [];
  const draft = newDraft(nowMs, { text: earlier.text, options: earlier.options });
  const ids: string[] = [];
  for (const { source, altText, options } of await getAttachments(earlier.attachmentIds)) {
    if (!canFetchAgain({ source })) continue;
    const id = crypto.randomUUID();
    const again = {
      ...source,
      way: "worker",
      neededOrigin: originPattern(new URL(source.url)),
    } as const;
    await addToDraft(draft, { ...newAttachment(id, draft.id, again, nowMs), altText, options });
    ids.push(id);
  }
  return ids;
}
