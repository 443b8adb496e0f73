import type { Attachment } from "../jobs/attachment";
import { mediaMetadataOf } from "../jobs/media-metadata-of";
import { isSameMetadata, NO_METADATA } from "../jobs/metadata-value";
import type { PostOptions } from "../jobs/post-options";

/**
 * For how many media publishing would tell X an alt text or a warning, each of which X bills: those
 * that have one and were not told as it stands. Failed media are not published.
 */
export function countBilledMetadata(
  attachments: readonly Attachment[],
  options: PostOptions,
): number {
  return attachments.filter((attachment) => {
    if (attachment.state === "cancelled" || attachment.state === "failed") return false;
    const sent = attachment.state === "ready" ? attachment.sentMetadata : NO_METADATA;
    return !isSameMetadata(mediaMetadataOf(attachment, options), sent);
  }).length;
}
