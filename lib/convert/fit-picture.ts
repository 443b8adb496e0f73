import { MEDIA_LIMITS } from "../media/media-limits";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { listPictureEncodings, type PictureEncoding } from "./picture-encodings";
import { predictBytes } from "./predict-size";

/** A decoded picture of a known size; `close` frees its memory. */
export interface DecodedPicture {
  readonly image: CanvasImageSource;
  readonly widthPx: number;
  readonly heightPx: number;
  close(): void;
}

/** A prediction may be so much too high: one that is a little too large is tried. */
const PREDICTION_SLACK = 1.05;

/**
 * Writes a decoded picture as X takes it: in the first of {@link listPictureEncodings} that is at most
 * 5 MB. What is transparent stays so where the format can, and becomes white where it cannot.
 *
 * @param bestQuality no better one is tried: a picture that is written once more gains nothing by it
 * @throws `JobFailure` `conversion-failed` where the browser cannot draw or encode it
 */
export async function fitPicture(
  picture: DecodedPicture,
  sourceType: PictureEncoding["mediaType"] | null,
  task: Pick<ConversionTask, "file" | "signal" | "report">,
  bestQuality = 1,
): Promise<void> {
  const { maxBytes } = MEDIA_LIMITS.tweet_image;
  for (const encoding of listPictureEncodings({ ...picture, sourceType })) {
    if ((encoding.quality ?? 0) > bestQuality) continue;
    task.signal.throwIfAborted();
    await task.report(null);
    const predicted = await predictBytes(picture, encoding);
    if (predicted !== null && predicted > maxBytes * PREDICTION_SLACK) continue;
    const blob = await encode(picture, encoding, sourceType);
    if (blob.size > maxBytes) continue;
    return task.file.write(new Uint8Array(await blob.arrayBuffer()), 0);
  }
  throw conversionFailure("conversion-failed", { name: "TooLarge" });
}

async function encode(
  picture: DecodedPicture,
  encoding: PictureEncoding,
  sourceType: PictureEncoding["mediaType"] | null,
): Promise<Blob> {
  const { mediaType, quality, scale } = encoding;
  // What a canvas holds already in its own format need not be drawn once more.
  const isDrawn = scale === 1 && mediaType === sourceType;
  const canvas =
    isDrawn && picture.image instanceof OffscreenCanvas ? picture.image : draw(picture, encoding);
  const blob = await canvas.convertToBlob({
    type: mediaType,
    ...(quality !== null && { quality }),
  });
  // A browser that cannot write a format writes a PNG instead.
  if (blob.type !== mediaType) throw conversionFailure("conversion-failed", { name: mediaType });
  return blob;
}

function draw(picture: DecodedPicture, { mediaType, scale }: PictureEncoding): OffscreenCanvas {
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.widthPx * scale)),
    Math.max(1, Math.round(picture.heightPx * scale)),
  );
  const context = canvas.getContext("2d");
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  if (mediaType === "image/jpeg") {
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.imageSmoothingQuality = "high";
  context.drawImage(picture.image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
