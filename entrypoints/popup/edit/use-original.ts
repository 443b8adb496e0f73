import { useEffect, useState } from "preact/hooks";
import type { PictureToDraw } from "../../../lib/convert/draw-edited";
import type { MediaInfo } from "../../../lib/media/media-info";
import { openOriginalBytes } from "../../../lib/store/request-edit";
import { type ReducedPicture, readReduced } from "./read-reduced";

/**
 * A captured picture, reduced to what the editor shows of it; null until it is there.
 *
 * @returns `unreadable` where its bytes are lost or do not decode
 */
export function useOriginal(
  attachmentId: string,
  original: MediaInfo,
): PictureToDraw | "unreadable" | null {
  const [picture, setPicture] = useState<PictureToDraw | "unreadable" | null>(null);
  useEffect(() => {
    let isOver = false;
    let held: ImageBitmap | null = null;
    readOriginal(attachmentId, original).then(
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
  }, [attachmentId, original.mediaType]);
  return picture;
}

async function readOriginal(attachmentId: string, original: MediaInfo): Promise<ReducedPicture> {
  const bytes = await openOriginalBytes(attachmentId);
  if (bytes === null) throw new DOMException("Stored bytes are missing", "NotFoundError");
  return readReduced(await bytes.read(0, bytes.size), original);
}
