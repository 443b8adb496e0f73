/** The longest side of a thumbnail, for 80 CSS pixels on a dense screen. */
const MAX_SIDE_PX = 160;

/**
 * Draws a thumbnail: a WEBP of at most 160 pixels a side, in whatever has an `OffscreenCanvas`.
 *
 * @param widthPx of what is drawn, as it is shown; with a side of 0 there is nothing to draw
 * @param draw paints it over all of a canvas of the size that it is given
 * @returns null where there is nothing to draw, or nothing to draw on
 */
export async function drawSmall(
  widthPx: number,
  heightPx: number,
  draw: (context: OffscreenCanvasRenderingContext2D, widthPx: number, heightPx: number) => void,
): Promise<Blob | null> {
  if (widthPx === 0 || heightPx === 0) return null;
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(widthPx, heightPx));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(widthPx * scale)),
    Math.max(1, Math.round(heightPx * scale)),
  );
  const context = canvas.getContext("2d");
  if (context === null) return null;
  draw(context, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
}
