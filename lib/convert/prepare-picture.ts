import { editedSize, type PictureEdit, UNEDITED } from "../edit/picture-edit";
import type { Size } from "../edit/rect";
import { editableOriginalOf } from "../jobs/edited-picture";
import type { SourceFile } from "../media/media-info";
import { getAttachment } from "../store/attachment-store";
import { openOriginalBytes } from "../store/request-edit";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { decodePicture } from "./decode-picture";
import { drawEdited } from "./draw-edited";
import type { DecodedPicture } from "./fit-picture";

/**
 * X shows no picture larger than this, whatever it is sent. Source: its announcement of April 2021, as reported in
 * https://www.digitalinformationworld.com/2021/04/twitter-is-now-able-to-support-4k.html
 */
const MOST_SHOWN_PX = 4096;

/** A canvas, and what draws into it. */
export interface Drawn {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  /** Of the canvas to the captured picture. */
  readonly scale: number;
}

/** A captured picture that is decoded, and drawn as it is, so that an edit of it has only to be written. */
export interface PreparedPicture {
  readonly picture: DecodedPicture;
  readonly drawn: Drawn;
  readonly captured: Size;
  readonly type: SourceFile["type"];
  /** SHA-256 of the file. */
  readonly digest: string;
}

/**
 * Decodes what was captured as a picture while it is being edited: of 24 megapixels that takes half a second, and to
 * draw it nearly as much.
 *
 * @returns null where there is no such picture
 * @throws as {@link drawCaptured}
 */
export async function preparePicture(attachmentId: string): Promise<PreparedPicture | null> {
  const attachment = await getAttachment(attachmentId);
  const original = attachment === undefined ? null : editableOriginalOf(attachment);
  const source = await openOriginalBytes(attachmentId);
  if (original === null || source === null) return null;
  return drawCaptured({ source, type: original.mediaType, report: () => Promise.resolve() });
}

/** Draws a captured picture as it is. @throws as `decodePicture`; `JobFailure` `conversion-failed` without a canvas */
export async function drawCaptured(
  task: Pick<ConversionTask, "source" | "type" | "report">,
): Promise<PreparedPicture> {
  const digest = await digestOf(task);
  const picture = await decodePicture(task);
  const captured = { width: picture.widthPx, height: picture.heightPx };
  const drawn = drawAsEdited(picture, UNEDITED);
  // Only now is it drawn: a canvas notes what it is told, and does it when somebody looks.
  drawn.context.getImageData(0, 0, 1, 1);
  return { picture, drawn, captured, type: task.type, digest };
}

/** Draws what was made of a picture, as large as X shows it. @throws `JobFailure` `conversion-failed` without a canvas */
export function drawAsEdited(
  { image, widthPx, heightPx }: DecodedPicture,
  edit: PictureEdit,
): Drawn {
  const captured = { width: widthPx, height: heightPx };
  const size = editedSize(edit, captured);
  const scale = Math.min(1, MOST_SHOWN_PX / Math.max(size.width, size.height));
  const canvas = new OffscreenCanvas(1, 1);
  // What is hidden is read and written by this thread.
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  context.imageSmoothingQuality = "medium";
  drawEdited(canvas, context, { image, captured, held: captured }, edit, scale);
  return { canvas, context, scale };
}

/** Tells one file from another. */
export async function digestOf({ source }: Pick<ConversionTask, "source">): Promise<string> {
  const bytes = await source.read(0, source.size);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).join();
}
