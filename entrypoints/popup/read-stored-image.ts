import type { MediaInfo } from "../../lib/media/media-info";
import { openStoredBytes } from "../../lib/store/read-bytes";

/** Models look at no more. */
const MOST_PX = 1024;

/**
 * An image as it will be posted, made small enough for a model to look at.
 *
 * @throws `NotFoundError` when its bytes are gone, `InvalidStateError` where they do not decode
 */
export async function readStoredImage(
  attachmentId: string,
  { mediaType, widthPx, heightPx }: Pick<MediaInfo, "mediaType" | "widthPx" | "heightPx">,
): Promise<ImageBitmap> {
  const bytes = await openStoredBytes(attachmentId);
  if (bytes === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
  const file = new Blob([await bytes.read(0, bytes.size)], { type: mediaType });
  const isLarge = Math.max(widthPx ?? 0, heightPx ?? 0) > MOST_PX;
  if (!isLarge) return createImageBitmap(file);
  // One side is enough: the other follows.
  const size =
    (widthPx ?? 0) >= (heightPx ?? 0) ? { resizeWidth: MOST_PX } : { resizeHeight: MOST_PX };
  return createImageBitmap(file, { ...size, resizeQuality: "medium" });
}
