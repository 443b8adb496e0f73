import { canEncodeVideo, CanvasSource, QUALITY_VERY_HIGH } from "mediabunny";
import { countRounds, planFrameLayout, shownMs } from "./animation-plan";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { createMp4Output } from "./mp4-output";
import type { Frames } from "./frames";
import type { PromisedFilm } from "./promised-film";

/**
 * Makes an MP4 (H.264) from a moving picture: every frame for as long as browsers show it, over white
 * where it is transparent. One that is too short for X is played several times.
 *
 * @returns what has to have come out
 * @throws `JobFailure` `conversion-unsupported` where the browser cannot write H.264
 */
export async function convertAnimation(
  frames: Frames,
  task: ConversionTask,
): Promise<PromisedFilm> {
  const first = await frames.decode(0);
  const layout = planFrameLayout(first.displayWidth, first.displayHeight);
  first.close();
  const { widthPx: width, heightPx: height, picture } = layout;
  if (!(await canEncodeVideo("avc", { width, height }))) {
    throw conversionFailure("conversion-unsupported", { codec: "H.264" });
  }
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  // A small picture that is enlarged keeps its pixels.
  context.imageSmoothingEnabled = picture.widthPx <= first.codedWidth;
  context.imageSmoothingQuality = "high";

  const output = createMp4Output(task.file);
  const source = new CanvasSource(canvas, { codec: "avc", quality: QUALITY_VERY_HIGH });
  output.addVideoTrack(source);
  await output.start();
  try {
    let atMs = 0;
    let rounds = 1;
    for (let round = 0; round < rounds; round += 1) {
      for (let index = 0; index < frames.count; index += 1) {
        task.signal.throwIfAborted();
        const frame = await frames.decode(index);
        context.fillStyle = "white";
        context.fillRect(0, 0, width, height);
        context.drawImage(frame, picture.x, picture.y, picture.widthPx, picture.heightPx);
        const forMs = shownMs(frame.duration === null ? null : frame.duration / 1000);
        frame.close();
        await source.add(atMs / 1000, forMs / 1000);
        atMs += forMs;
        await task.report((100 * (round * frames.count + index + 1)) / (rounds * frames.count));
      }
      if (round === 0) rounds = countRounds(atMs);
    }
    await output.finalize();
    const count = rounds * frames.count;
    return {
      durationMs: atMs,
      startMs: 0,
      mayLackMs: 0,
      leastFrames: count,
      mostFrames: count,
      hasSound: false,
      isCopied: false,
    };
  } catch (failure) {
    await output.cancel();
    throw failure;
  }
}
