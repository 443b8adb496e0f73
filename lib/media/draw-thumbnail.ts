import { drawSmall } from "./draw-small";
import type { MediaBytes } from "./media-bytes";
import type { MediaInfo } from "./media-info";

/** A picture with more pixels than this would take more memory to decode than a thumbnail is worth. */
const MAX_DECODED_PX = 50_000_000;

/**
 * Draws a small WEBP of a picture, in a service worker or a window. Null for what cannot be drawn:
 * video, a file that the browser cannot decode, one that is very large.
 */
export async function drawThumbnail(
  picture: MediaBytes,
  { mediaType, widthPx, heightPx }: Pick<MediaInfo, "mediaType" | "widthPx" | "heightPx">,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (widthPx === null || heightPx === null || widthPx * heightPx > MAX_DECODED_PX) return null;
  if (widthPx === 0 || heightPx === 0) return null;
  const bytes = await picture.read(0, picture.size);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type: mediaType }));
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
  try {
    const drawn = await drawSmall(bitmap.width, bitmap.height, (context, width, height) =>
      context.drawImage(bitmap, 0, 0, width, height),
    );
    return drawn && new Uint8Array(await drawn.arrayBuffer());
  } finally {
    bitmap.close();
  }
}
