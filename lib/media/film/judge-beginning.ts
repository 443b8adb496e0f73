import { openBoxReader, walkBoxes } from "../iso-boxes";
import type { MediaBytes } from "../media-bytes";
import type { MediaType } from "../media-info";
import { checkLimits } from "../media-limits";
import { readVideo } from "../read-video";
import { findFlaws } from "./film-flaws";
import { layOutFilm } from "./film-times";
import { readFilm } from "./read-film";

/** What the beginning of a film says: nothing yet, that X takes it, or that it will not go to X as it is. */
export type BeginningVerdict = "unknown" | "taken" | "other";

/**
 * Judges a film of which the rest is still on its way, by the largest of X's limits. `unknown` until its index is there.
 *
 * @param beginning what there is of it
 * @throws as `beginning.read`
 */
export async function judgeBeginning(
  beginning: MediaBytes,
  mediaType: MediaType,
  totalBytes: number,
): Promise<BeginningVerdict> {
  const film = await readFilm(beginning);
  const times = film && layOutFilm(film);
  // An index that cannot be read is X's to judge; one without samples is followed by fragments.
  const isKnown = film === null ? await hasIndex(beginning) : times !== null;
  if (!isKnown) return "unknown";
  const { widthPx, heightPx, durationMs, foreignCodec } = await readVideo(openBoxReader(beginning));
  const media = {
    mediaType,
    category: "tweet_video",
    totalBytes,
    widthPx,
    heightPx,
    frameCount: null,
    durationMs: times === null ? durationMs : Math.round((times.endSecs - times.startSecs) * 1000),
    isAnimated: true,
  } as const;
  const isTaken =
    foreignCodec === null &&
    film?.isHybrid !== true &&
    (film === null || times === null || findFlaws(film, times, media).length === 0) &&
    checkLimits(media, "premium") === null;
  return isTaken ? "taken" : "other";
}

async function hasIndex(beginning: MediaBytes): Promise<boolean> {
  let isFound = false;
  await walkBoxes(openBoxReader(beginning), { start: 0, end: beginning.size }, (box) => {
    isFound ||= box.type === "moov";
  });
  return isFound;
}
