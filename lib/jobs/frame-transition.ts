import type { Attachment, ConvertingAttachment } from "./attachment";
import { toConverting } from "./attachment-states";
import type { OriginalVideo } from "./video-clip";

/**
 * The frame that is wanted of a video which was fetched once more for it; null where none is, or what came is no
 * video. The video's bytes lie under the frame's own id, and go when the frame is made.
 */
export function toWantedFrame(
  attachment: Attachment,
  original: OriginalVideo | null,
): ConvertingAttachment | null {
  const { id, source } = attachment;
  if (source.frameAtMs === undefined || original === null) return null;
  if (original.source.type === "image/gif") return null;
  const atMs = Math.max(0, source.frameAtMs - (original.window?.startMs ?? 0));
  return toConverting(attachment, { kind: "frame", source: original.source, videoId: id, atMs });
}
