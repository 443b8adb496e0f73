import { canEncodeVideo, CanvasSource, QUALITY_VERY_HIGH } from "mediabunny";
import { countRounds, planFrameLayout, shownMs } from "./animation-plan";
import { type FilmHiding, isSameShape } from "../media/film-hiding";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { toFilmColors } from "./film-colors";
import { createMp4Output } from "./mp4-output";
import type { Frames } from "./frames";
import { hideInFrame } from "./hide-in-frame";
import { openFrames } from "./open-frames";
import type { PromisedFilm } from "./promised-film";

/**
 * Makes an MP4 (H.264) from a moving picture: every frame for as long as browsers show it, over white
 * where it is transparent. One that is too short for X is played several times.
 *
 * @param hiding absent: nothing is hidden
 * @returns what has to have come out
 * @throws `JobFailure` `conversion-unsupported` where the browser cannot write H.264; `conversion-failed` where it has
 *   another shape than the one in which something was hidden
 */
export async function convertAnimation(
  frames: Frames,
  task: ConversionTask,
  hiding?: FilmHiding,
): Promise<PromisedFilm> {
  const first = await frames.decode(0);
  const layout = planFrameLayout(first.displayWidth, first.displayHeight);
  first.close();
  const shown = { width: first.displayWidth, height: first.displayHeight };
  if (hiding !== undefined && !isSameShape(shown, hiding.frame)) {
    throw conversionFailure("conversion-failed", { name: "OtherShape" });
  }
  const { widthPx: width, heightPx: height, picture } = layout;
  if (!(await canEncodeVideo("avc", { width, height }))) {
    throw conversionFailure("conversion-unsupported", { codec: "H.264" });
  }
  const canvas = new OffscreenCanvas(width, height);
  const willReadFrequently = hiding !== undefined;
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  // A small picture that is enlarged keeps its pixels.
  context.imageSmoothingEnabled = picture.widthPx <= first.codedWidth;
  context.imageSmoothingQuality = "high";

  const output = createMp4Output(task.file);
  const source = new CanvasSource(canvas, {
    codec: "avc",
    quality: QUALITY_VERY_HIGH,
    transform: { process: toFilmColors },
  });
  output.addVideoTrack(source);
  await output.start();
  try {
    let atMs = 0;
    let rounds = 1;
    for (let round = 0; round < rounds; round += 1) {
      const roundMs = atMs;
      for (let index = 0; index < frames.count; index += 1) {
        task.signal.throwIfAborted();
        const frame = await frames.decode(index);
        context.fillStyle = "white";
        context.fillRect(0, 0, width, height);
        context.drawImage(frame, picture.x, picture.y, picture.widthPx, picture.heightPx);
        const forMs = shownMs(frame.duration === null ? null : frame.duration / 1000);
        frame.close();
        if (hiding !== undefined) {
          const { x: left, y: top, widthPx, heightPx } = picture;
          const place = { left, top, width: widthPx, height: heightPx };
          const fromMs = atMs - roundMs;
          hideInFrame({ size: { width, height }, context }, place, hiding, fromMs, fromMs + forMs);
        }
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

/**
 * Makes an MP4 of a GIF with something hidden in it.
 *
 * @throws `JobFailure` as {@link convertAnimation}; `conversion-unsupported` where the browser does not hand out the frames
 */
export async function convertHiddenGif(
  task: ConversionTask,
  hiding: FilmHiding | undefined,
): Promise<PromisedFilm> {
  const frames = await openFrames(task);
  if (frames === null) throw conversionFailure("conversion-unsupported", { detected: task.type });
  try {
    return await convertAnimation(frames, task, hiding);
  } finally {
    frames.close();
  }
}
