import type { MediaCategory } from "../media/media-category";
import type { MediaInfo } from "../media/media-info";
import { initializeUpload } from "../x/media-upload";
import type { UploadCategory } from "../jobs/upload-category";
import type { XConnection } from "../x/x-request";
import type { AttachmentOptions, UploadSession } from "../jobs/attachment";

/** What a file is uploaded as: by its type, or as an amplified video where that was asked for. */
export function uploadCategory(natural: MediaCategory, options: AttachmentOptions): UploadCategory {
  return natural === "tweet_video" && options.category === "amplify_video"
    ? "amplify_video"
    : natural;
}

/**
 * Has X open a segmented upload, which must be stored before the first segment leaves.
 *
 * @throws `JobFailure`; the signal's reason when aborted
 */
export async function openSession(
  media: Pick<MediaInfo, "mediaType" | "category" | "totalBytes">,
  options: AttachmentOptions,
  x: XConnection,
  signal: AbortSignal,
): Promise<UploadSession> {
  const { mediaType, totalBytes } = media;
  const { additionalOwners } = options;
  const category = uploadCategory(media.category, options);
  const startMs = x.now();
  const opened = await initializeUpload(
    x,
    { mediaType, totalBytes, category, additionalOwners },
    signal,
  );
  const roundTripMs = Math.max(1, x.now() - startMs);
  return { ...opened, roundTripMs, segmentEnds: [], acknowledged: [] };
}
