import type { VideoSample } from "mediabunny";
import { conversionFailure } from "./conversion-failure";

/**
 * Draws a frame on white: what is transparent would be black, or whatever colour the coder has left there.
 *
 * @throws `JobFailure` `conversion-failed` where the browser gives no canvas
 */
export function layOnWhite(sample: VideoSample): OffscreenCanvas {
  const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  sample.draw(context, 0, 0, canvas.width, canvas.height);
  return canvas;
}
