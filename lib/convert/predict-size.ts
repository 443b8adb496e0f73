import type { PictureEncoding } from "./picture-encodings";

/** A picture, and how it is to be written. */
export interface PictureToSample {
  readonly image: CanvasImageSource;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A smaller picture is written as fast as its size could be told. */
const LEAST_PIXELS = 4_000_000;
const TILES_ACROSS = 8;
/** A multiple of the blocks that JPEG and WebP code by themselves. */
const TILE_PX = 96;

/** Where the tiles of a sample lie, by their left or top edge: evenly from one end to the other. */
export function placeTiles(lengthPx: number): number[] {
  const last = Math.max(0, lengthPx - TILE_PX);
  return Array.from({ length: TILES_ACROSS }, (_, index) =>
    Math.round((last * index) / (TILES_ACROSS - 1)),
  );
}

/**
 * Tells about how many bytes a large picture becomes, by writing 64 small parts of it: all of it takes the better
 * part of a second, and many ways to write it are tried one after the other.
 *
 * @returns null where the picture is small, or the way loses nothing: there the parts tell too little
 */
export async function predictBytes(
  { image, widthPx, heightPx }: PictureToSample,
  { mediaType, quality, scale }: PictureEncoding,
): Promise<number | null> {
  const [width, height] = [Math.round(widthPx * scale), Math.round(heightPx * scale)];
  if (quality === null || width * height < LEAST_PIXELS) return null;
  if (Math.min(width, height) < TILE_PX * TILES_ACROSS) return null;
  const side = TILE_PX * TILES_ACROSS;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) return null;
  context.imageSmoothingQuality = "high";
  for (const [row, top] of placeTiles(height).entries()) {
    for (const [column, left] of placeTiles(width).entries()) {
      context.drawImage(
        image,
        left / scale,
        top / scale,
        TILE_PX / scale,
        TILE_PX / scale,
        column * TILE_PX,
        row * TILE_PX,
        TILE_PX,
        TILE_PX,
      );
    }
  }
  const blob = await canvas.convertToBlob({ type: mediaType, quality });
  return (blob.size * width * height) / (side * side);
}
