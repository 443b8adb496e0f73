import { useEffect, useState } from "preact/hooks";
import type { PictureToDraw } from "../../../lib/convert/draw-edited";
import { openOriginalBytes } from "../../../lib/store/request-edit";

/** No screen shows the editor larger; a smaller picture is drawn faster with each step. */
const MOST_HELD_PX = 1280;

/**
 * A captured picture, reduced to what the editor shows of it; null until it is there.
 *
 * @returns `unreadable` where its bytes are lost or do not decode
 */
export function useOriginal(
  attachmentId: string,
  mediaType: string,
): PictureToDraw | "unreadable" | null {
  const [picture, setPicture] = useState<PictureToDraw | "unreadable" | null>(null);
  useEffect(() => {
    let isOver = false;
    let held: ImageBitmap | null = null;
    readReduced(attachmentId, mediaType).then(
      (read) => {
        if (isOver) read.image.close();
        else {
          held = read.image;
          setPicture(read);
        }
      },
      () => {
        if (!isOver) setPicture("unreadable");
      },
    );
    return () => {
      isOver = true;
      held?.close();
    };
  }, [attachmentId, mediaType]);
  return picture;
}

async function readReduced(
  attachmentId: string,
  mediaType: string,
): Promise<PictureToDraw & { readonly image: ImageBitmap }> {
  const bytes = await openOriginalBytes(attachmentId);
  if (bytes === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
  const file = new Blob([await bytes.read(0, bytes.size)], { type: mediaType });
  const whole = await createImageBitmap(file);
  const captured = { width: whole.width, height: whole.height };
  const scale = MOST_HELD_PX / Math.max(whole.width, whole.height);
  if (scale >= 1) return { image: whole, captured, held: captured };
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(whole.width * scale)),
    Math.max(1, Math.round(whole.height * scale)),
  );
  canvas.getContext("2d")?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  const held = { width: canvas.width, height: canvas.height };
  return { image: canvas.transferToImageBitmap(), captured, held };
}
