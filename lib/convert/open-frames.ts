import type { Frames } from "./frames";
import type { ConversionTask } from "./conversion-task";
import { loadWasm } from "./load-wasm";
import { mimeTypeOf } from "./mime-types";
import { openBrowserFrames } from "./open-browser-frames";

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
  return openBrowserFrames(task);
}
