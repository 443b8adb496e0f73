import type { ConversionTask } from "./conversion-task";
import type { Frames } from "./frames";
import { malformedFile } from "./malformed-file";
import { mimeTypeOf } from "./mime-types";
import { readPictureSize } from "./read-picture-size";
import { refuseBomb } from "./refuse-bomb";

/**
 * Opens a picture as a sequence of frames by the browser's own decoder alone, which must take its type (see
 * `ImageDecoder.isTypeSupported`); null where it stands still, one with a single frame included.
 *
 * @throws `JobFailure` `too-many-pixels`, or what `malformedFile` says
 */
export async function openBrowserFrames({
  source,
  type,
}: Pick<ConversionTask, "source" | "type">): Promise<Frames | null> {
  const mimeType = mimeTypeOf(type);
  refuseBomb(await readPictureSize(source, type));
  const decoder = new ImageDecoder({ type: mimeType, data: await source.read(0, source.size) });
  const damaged = (cause: unknown) => malformedFile(mimeType, source.size, { cause });
  try {
    await decoder.tracks.ready;
    // Only then is every frame counted.
    await decoder.completed;
  } catch (cause) {
    decoder.close();
    throw damaged(cause);
  }
  const track = decoder.tracks.selectedTrack;
  if (track === null || !track.animated || track.frameCount < 2) {
    decoder.close();
    return null;
  }
  return {
    count: track.frameCount,
    async decode(frameIndex) {
      try {
        return (await decoder.decode({ frameIndex })).image;
      } catch (cause) {
        throw damaged(cause);
      }
    },
    close: () => decoder.close(),
  };
}
