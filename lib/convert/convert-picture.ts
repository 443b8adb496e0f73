import type { ConversionTask } from "./conversion-task";
import { decodePicture } from "./decode-picture";
import { fitPicture } from "./fit-picture";
import { openFrames } from "./open-frames";
import type { PromisedFilm } from "./promised-film";
import type { PictureEncoding } from "./picture-encodings";

/**
 * Makes a picture that X takes: a still one as PNG, JPEG or WEBP of at most 5 MB, a moving one as MP4.
 *
 * @returns what a film has to be; null for a still picture
 * @throws `JobFailure` as {@link decodePicture}, `conversion-failed`
 */
export async function convertPicture(task: ConversionTask): Promise<PromisedFilm | null> {
  const frames = await openFrames(task);
  if (frames !== null) {
    try {
      return await (await import("./convert-animation")).convertAnimation(frames, task);
    } finally {
      frames.close();
    }
  }
  const picture = await decodePicture(task);
  try {
    await fitPicture(picture, keptType(task.type), task);
  } finally {
    picture.close();
  }
  return null;
}

function keptType(type: ConversionTask["type"]): PictureEncoding["mediaType"] | null {
  return type === "image/jpeg" || type === "image/png" || type === "image/webp" ? type : null;
}
