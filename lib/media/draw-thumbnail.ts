/** The longest side of a thumbnail, for 80 CSS pixels on a dense screen. */
const MAX_SIDE_PX = 160;

/** A picture with more pixels than this would take more memory to decode than a thumbnail is worth. */
const MAX_DECODED_PX = 50_000_000;

/**
 * Draws a small WEBP of a picture, in a service worker or a window. Null for what cannot be drawn:
 * video, a file that the browser cannot decode, one that is very large.
 */
export async function drawThumbnail(
  picture: Blob,
  size: { readonly widthPx: number | null; readonly heightPx: number | null },
): Promise<Blob | null> {
  const { widthPx, heightPx } = size;
  if (widthPx === null || heightPx === null || widthPx * heightPx > MAX_DECODED_PX) return null;
  if (widthPx === 0 || heightPx === 0) return null;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
  try {
    const scale = Math.min(1, MAX_SIDE_PX / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    );
    const context = canvas.getContext("2d");
    if (context === null) return null;
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
  } finally {
    bitmap.close();
  }
}
