import { listAccounts } from "../store/account-store";
import { getAttachments } from "../store/attachment-store";
import { getChosenAccountId } from "../store/chosen-account-store";
import { setOpenDraftId } from "../store/open-draft-store";
import { addToDraft, createDraft, getPost } from "../store/post-store";
import { listAlikeOfThread, listUnfinished } from "../store/thread-store";
import type { DraftPost, Post } from "../jobs/post";
import { canFetchAgain } from "../jobs/can-fetch-again";
import type { CaptureSource } from "../jobs/capture-source";
import { newAttachment, newDraft } from "../jobs/new-records";
import type { VideoClip } from "../jobs/video-clip";
import { originPattern } from "../capture/site/site-patterns";

/**
 * Begins a draft with the text, the options and the media of an earlier post, to go out with its
 * account where that was not removed, and shows it. A post of a thread brings all that went out with it, or were
 * cancelled with it, chained as they were. Media are
 * fetched anew by the worker, which may have to ask for their site; those without a web address are
 * left out, and so are those of which something was hidden: it would be there again. Of a video the same
 * part is wanted.
 *
 * @returns the ids of the new attachments, in state `capturing`
 */
export async function composeAgain(postId: string, nowMs: number): Promise<string[]> {
  const earlier = await getPost(postId);
  if (earlier === undefined) return [];
  const thread = await listAlikeOfThread(earlier);
  const isAlone = thread.length < 2;
  let afterId = earlier.state === "cancelled" ? await findAnswered(thread[0]) : undefined;
  let firstId: string | undefined;
  const ids: string[] = [];
  for (const post of thread) {
    const draft = { ...(await draftOf(post, nowMs)), ...(afterId !== undefined && { afterId }) };
    // Alone and without media there is nothing to post.
    if (!isAlone || afterId !== undefined) await createDraft(draft);
    ids.push(...(await addMediaOf(post, draft, nowMs)));
    afterId = draft.id;
    firstId ??= draft.id;
  }
  if (firstId !== undefined && (await getPost(firstId)) !== undefined) {
    await setOpenDraftId(firstId);
  }
  return ids;
}

async function draftOf({ accountId, text, options }: Post, nowMs: number): Promise<DraftPost> {
  const isThere = (await listAccounts()).some((account) => account.id === accountId);
  const chosen = isThere ? accountId : await getChosenAccountId();
  return newDraft(nowMs, chosen, { text, options });
}

/** Which post a restored one answers: the one that it was to answer, where nothing else does by now. */
async function findAnswered(first: Post | undefined): Promise<string | undefined> {
  const afterId = first?.afterId;
  if (afterId === undefined || (await getPost(afterId)) === undefined) return undefined;
  const isAnswered = (await listUnfinished()).some((post) => post.afterId === afterId);
  return isAnswered ? undefined : afterId;
}

async function addMediaOf(earlier: Post, draft: DraftPost, nowMs: number): Promise<string[]> {
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
    tracks: _tracks,
    ...asked
  } = source;
  return asked;
}
