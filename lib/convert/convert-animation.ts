import { canEncodeVideo, CanvasSource, QUALITY_VERY_HIGH } from "mediabunny";
import { countRounds, planFrameLayout, shownMs } from "./animation-plan";
import type { ClipSpan } from "../media/clip-span";
import { type FilmHiding, isSameShape } from "../media/film-hiding";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { toFilmColors } from "./film-colors";
import { createMp4Output } from "./mp4-output";
import type { Frames } from "./frames";
import { hideInFrame } from "./hide-in-frame";
import type { PromisedFilm } from "./promised-film";

/** What becomes of a moving picture besides. */
export interface AnimationChanges {
  /** Only the frames that are seen in this part are taken; absent: all of them. */
  readonly span?: ClipSpan;
  /** Absent: nothing is hidden. */
  readonly hiding?: FilmHiding;
}

/**
 * Makes an MP4 (H.264) from a moving picture: every frame for as long as browsers show it, over white
 * where it is transparent. One that is too short for X is played several times.
 *
 * @returns what has to have come out
 * @throws `JobFailure` `conversion-unsupported` where the browser cannot write H.264; `conversion-failed` where it has
 *   another shape than the one in which something was hidden
 */
export async function convertAnimation(
  frames: Frames,
  task: ConversionTask,
  { span, hiding }: AnimationChanges = {},
): Promise<PromisedFilm> {
  const first = await frames.decode(0);
  // A closed frame has no size any more.
  const shown = { width: first.displayWidth, height: first.displayHeight };
  first.close();
  if (hiding !== undefined && !isSameShape(shown, hiding.frame)) {
    throw conversionFailure("conversion-failed", { name: "OtherShape" });
  }
  const layout = planFrameLayout(shown.width, shown.height);
  const { widthPx: width, heightPx: height, picture } = layout;
  if (!(await canEncodeVideo("avc", { width, height }))) {
    throw conversionFailure("conversion-unsupported", { codec: "H.264" });
  }
  const canvas = new OffscreenCanvas(width, height);
  const willReadFrequently = hiding !== undefined;
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently });
  if (context === null) throw conversionFailure("conversion-failed", { name: "NoCanvas" });
  // A small picture that is enlarged keeps its pixels.
  context.imageSmoothingEnabled = picture.widthPx <= shown.width;
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
    let taken = 0;
    let startMs: number | null = null;
    for (let round = 0; round < rounds; round += 1) {
      let fromMs = 0;
      for (let index = 0; index < frames.count; index += 1) {
        task.signal.throwIfAborted();
        const frame = await frames.decode(index);
        const forMs = shownMs(frame.duration === null ? null : frame.duration / 1000);
        const untilMs = fromMs + forMs;
        if (span !== undefined && (fromMs >= span.endMs || untilMs <= span.startMs)) {
          frame.close();
          fromMs = untilMs;
          continue;
        }
        context.fillStyle = "white";
        context.fillRect(0, 0, width, height);
        context.drawImage(frame, picture.x, picture.y, picture.widthPx, picture.heightPx);
        frame.close();
        if (hiding !== undefined) {
          const { x: left, y: top, widthPx, heightPx } = picture;
          const place = { left, top, width: widthPx, height: heightPx };
          hideInFrame({ size: { width, height }, context }, place, hiding, fromMs, untilMs);
        }
        await source.add(atMs / 1000, forMs / 1000);
        startMs ??= fromMs;
        fromMs = untilMs;
        taken += 1;
        atMs += forMs;
        await task.report((100 * (round * frames.count + index + 1)) / (rounds * frames.count));
      }
      if (round === 0) rounds = countRounds(atMs);
    }
    await output.finalize();
    return {
      durationMs: atMs,
      startMs: startMs ?? 0,
      mayLackMs: 0,
      leastFrames: taken,
      mostFrames: taken,
      hasSound: false,
      isCopied: false,
    };
  } catch (failure) {
    await output.cancel();
    throw failure;
  }
}
