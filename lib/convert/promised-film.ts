import { readGifFrames } from "../media/gif-frames";
import type { InspectResult } from "../media/inspect-media";
import { layOutFilm } from "../media/film/film-times";
import { readFilm } from "../media/film/read-film";
import type { MediaBytes } from "../media/media-bytes";
import { gifTimes } from "./gif/gif-times";

/** What the film that a conversion makes has to be, so that its source may be deleted. */
export interface PromisedFilm {
  /** It is a GIF: then its length is the sum of what its frames ask for, and counts to the millisecond. Else absent. */
  readonly isGif?: true;
  readonly durationMs: number;
  /** Where in its source it begins. */
  readonly startMs: number;
  /** How much shorter it may be; longer by a tenth of a second or a frame at most. */
  readonly mayLackMs: number;
  readonly leastFrames: number;
  readonly mostFrames: number;
  readonly hasSound: boolean;
  /** Coded frames were taken over: coding them anew may still help. */
  readonly isCopied: boolean;
  /** Of a stream: the time of its first frame by the stream's clock, in seconds. Else absent. */
  readonly clockSecs?: number;
}

/** How a film differs from what was promised. */
export type BrokenPromise = "NoFilm" | "WrongLength" | "WrongFrames" | "NoPicture" | "NoSound";

/** By so much the length may differ, or by a frame where that is longer. */
const LENGTH_SLACK_MS = 100;

/**
 * Compares what came out of a conversion with what was promised; null where it is that.
 *
 * @param inspected what its bytes say
 */
export async function judgeOutcome(
  bytes: MediaBytes,
  inspected: Extract<InspectResult, { ok: true }>,
  promised: PromisedFilm,
): Promise<BrokenPromise | null> {
  if (promised.isGif === true) return judgeGif(bytes, inspected, promised);
  if (inspected.media.category !== "tweet_video") return "NoFilm";
  const film = await readFilm(bytes);
  const times = film && layOutFilm(film);
  if (times === null) return "NoFilm";
  if (times.picture === null) return "NoPicture";
  if (promised.hasSound && times.sound === null) return "NoSound";
  const durationMs = (times.endSecs - times.startSecs) * 1000;
  const slackMs = Math.max(LENGTH_SLACK_MS, durationMs / Math.max(1, times.shownFrames));
  const overMs = durationMs - promised.durationMs;
  if (overMs > slackMs || -overMs > Math.max(slackMs, promised.mayLackMs)) return "WrongLength";
  const { leastFrames, mostFrames } = promised;
  const isPlausible = times.shownFrames >= leastFrames && times.shownFrames <= mostFrames;
  return isPlausible ? null : "WrongFrames";
}

async function judgeGif(
  bytes: MediaBytes,
  { media }: Extract<InspectResult, { ok: true }>,
  promised: PromisedFilm,
): Promise<BrokenPromise | null> {
  if (media.category !== "tweet_gif") return "NoFilm";
  const gif = readGifFrames(await bytes.read(0, bytes.size));
  if (gif === null) return "NoPicture";
  if (gifTimes(gif).endMs !== promised.durationMs) return "WrongLength";
  const { leastFrames, mostFrames } = promised;
  const counts = [gif.frames.length, media.frameCount ?? 0];
  return counts.every((count) => count >= leastFrames && count <= mostFrames)
    ? null
    : "WrongFrames";
}
