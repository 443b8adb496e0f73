import { listAccounts } from "../store/account-store";
import { getAttachments } from "../store/attachment-store";
import { getChosenAccountId } from "../store/chosen-account-store";
import { addToDraft, getPost } from "../store/post-store";
import { canFetchAgain } from "../jobs/can-fetch-again";
import type { CaptureSource } from "../jobs/capture-source";
import { newAttachment, newDraft } from "../jobs/new-records";
import type { VideoClip } from "../jobs/video-clip";
import { originPattern } from "../capture/site/site-patterns";

/**
 * Begins a draft with the text, the options and the media of an earlier post, to go out with its
 * account where that was not removed, and shows it. Media are
 * fetched anew by the worker, which may have to ask for their site; those without a web address are
 * left out, and so are those of which something was hidden: it would be there again. Of a video the same
 * part is wanted.
 *
 * @returns the ids of the new attachments, in state `capturing`
 */
export async function composeAgain(postId: string, nowMs: number): Promise<string[]> {
  const earlier = await getPost(postId);
  if (earlier === undefined) return [];
  const { accountId, text, options: postOptions } = earlier;
  const isThere = (await listAccounts()).some((account) => account.id === accountId);
  const draft = newDraft(nowMs, isThere ? accountId : await getChosenAccountId(), {
    text,
    options: postOptions,
  });
  const ids: string[] = [];
  for (const attachment of await getAttachments(earlier.attachmentIds)) {
    const { source, altText, options, clip } = attachment;
    if (!canFetchAgain(attachment)) continue;
    const id = crypto.randomUUID();
    const again = {
      ...asAtFirst(source),
      way: "worker",
      neededOrigin: originPattern(new URL(source.url)),
      // What the page shows by now is another frame.
      ...(source.frameAtMs !== undefined && { tabId: -1 }),
    } as const;
    await addToDraft(draft, {
      ...newAttachment(id, draft, again, nowMs),
      altText,
      options,
      ...(clip !== undefined && { clip: asWanted(clip) }),
    });
    ids.push(id);
  }
  return ids;
}

/** The part that is wanted, of a film that is to come. */
function asWanted({ cut: _cut, ...clip }: VideoClip): VideoClip {
  return { ...clip, original: null };
}

/** Without what an earlier capture has learnt: its page may be another one by now. */
function asAtFirst(source: CaptureSource): CaptureSource {
  const {
    isUnseen: _unseen,
    isFromScreen: _fromScreen,
    isOther: _other,
    wantsScreen: _wantsScreen,
    version: _version,
    refused: _refused,
    ...asked
  } = source;
  return asked;
}
