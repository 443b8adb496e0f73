import type { Frames } from "./frames";
import type { ConversionTask } from "./conversion-task";
import { malformedFile } from "./malformed-file";
import { refuseBomb } from "./refuse-bomb";
import { loadWasm } from "./load-wasm";
import { mimeTypeOf } from "./mime-types";
import { readPictureSize } from "./read-picture-size";

/** Pictures that may move. */
const MOVING_TYPES: readonly ConversionTask["type"][] = [
  "image/webp",
  "image/png",
  "image/gif",
  "avif",
  "jxl",
];

/**
 * Opens a picture as a sequence of frames; null where it stands still, one with a single frame
 * included, or where this browser cannot tell (no `ImageDecoder`).
 */
export async function openFrames(
  task: Pick<ConversionTask, "source" | "type">,
): Promise<Frames | null> {
  const { source, type } = task;
  const mimeType = mimeTypeOf(type);
  if (!MOVING_TYPES.includes(type) || typeof ImageDecoder === "undefined") return null;
  if (!(await ImageDecoder.isTypeSupported(mimeType))) {
    if (type !== "jxl") return null;
    const { openJxlFrames } = await import("./decode-jxl");
    return openJxlFrames(await source.read(0, source.size), loadWasm);
  }
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
