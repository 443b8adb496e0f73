import { newDraft } from "../jobs/new-records";
import { getAttachment } from "../store/attachment-store";
import { setOpenDraftId } from "../store/open-draft-store";
import { replaceInDraft } from "../store/post-store";
import type { ConvertingAttachment } from "../jobs/attachment";
import { baseOf } from "../jobs/attachment-states";
import type { JobControl } from "../runner/job-control";
import { clippableOf } from "../jobs/clip-transition";
import { storedVideoOf } from "../jobs/stored-video";

/**
 * Makes the frame that a captured video shows at a moment an image in its draft. A post cannot hold
 * both: the image takes the video's place, and the video moves to a draft of its own, where it is
 * found should it be wanted after all. Does nothing where the video's bytes are not there.
 *
 * @param atMs milliseconds from the start of the video
 */
export async function takeFrame(
  videoId: string,
  atMs: number,
  { runner, now }: JobControl,
): Promise<void> {
  const video = await getAttachment(videoId);
  const source = video && storedVideoOf(video);
  if (video === undefined || source === null || source === undefined) return;
  // What is stored of the film shows it.
  if (video.clip?.hiding !== undefined) return;
  const startsAtMs = clippableOf(video)?.window?.startMs ?? 0;
  const nowMs = now();
  const { clip: _clip, ...base } = baseOf(video);
  const frame: ConvertingAttachment = {
    ...base,
    id: crypto.randomUUID(),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    source: { ...video.source, element: "image", frameAtMs: startsAtMs + atMs },
    // X's category was chosen for the video.
    options: { ...video.options, category: null },
    thumbnail: null,
    freshUploads: 0,
    state: "converting",
    conversion: { kind: "frame", source, videoId, atMs },
    percent: null,
    attempts: 0,
  };
  if (!(await replaceInDraft(videoId, frame, newDraft(nowMs, video.accountId), nowMs))) return;
  await setOpenDraftId(video.postId);
  runner.wakeAttachment(frame.id);
}
