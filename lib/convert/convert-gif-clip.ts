import type { ClipSpan } from "../media/clip-span";
import type { FilmHiding } from "../media/film-hiding";
import { readGifFrames } from "../media/gif-frames";
import { MEDIA_LIMITS } from "../media/media-limits";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { convertAnimation } from "./convert-animation";
import { cutGif } from "./gif/cut-gif";
import { framesIn, gifTimes } from "./gif/gif-times";
import { openFrames } from "./open-frames";
import type { PromisedFilm } from "./promised-film";

/**
 * Makes a GIF of the frames of a GIF that are seen in a part of it; an MP4 where something is hidden in them, or where no
 * GIF that X takes can show them.
 *
 * @throws `JobFailure` as {@link convertAnimation}; `conversion-unsupported` where the browser does not hand out the frames
 */
export async function convertGifClip(
  task: ConversionTask,
  { span, hiding }: { readonly span: ClipSpan; readonly hiding?: FilmHiding },
): Promise<PromisedFilm> {
  const promised = hiding === undefined && task.mustEncode === null ? await cut(task, span) : null;
  if (promised !== null) return promised;
  const frames = await openFrames(task);
  if (frames === null) throw conversionFailure("conversion-unsupported", { detected: task.type });
  try {
    return await convertAnimation(frames, task, { span, ...(hiding !== undefined && { hiding }) });
  } finally {
    frames.close();
  }
}

/** The part as a GIF; null where there is none that X takes. */
async function cut(
  { source, signal, report, file }: ConversionTask,
  span: ClipSpan,
): Promise<PromisedFilm | null> {
  const bytes = await source.read(0, source.size);
  const gif = readGifFrames(bytes);
  if (gif === null) return null;
  const { startsMs, endMs } = gifTimes(gif);
  const range = framesIn(startsMs, span);
  const pieces = await cutGif(bytes, gif, range, async () => {
    signal.throwIfAborted();
    await report(null);
  });
  const totalBytes = pieces?.reduce((sum, { length }) => sum + length, 0) ?? Infinity;
  if (pieces === null || totalBytes > MEDIA_LIMITS.tweet_gif.maxBytes) return null;
  let offset = 0;
  for (const piece of pieces) {
    await file.write(piece, offset);
    offset += piece.length;
  }
  const startMs = startsMs[range.first] ?? 0;
  const count = range.end - range.first;
  return {
    isGif: true,
    durationMs: (startsMs[range.end] ?? endMs) - startMs,
    startMs,
    mayLackMs: 0,
    leastFrames: count,
    mostFrames: count,
    hasSound: false,
    isCopied: true,
  };
}
