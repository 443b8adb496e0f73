import { refusalFailure } from "../errors/capture-failure";
import { type AcceptedFit, decideFit } from "../media/decide-fit";
import { inspectMedia } from "../media/inspect-media";
import type { MediaBytes } from "../media/media-bytes";
import type { AccountTier } from "../media/media-limits";

/**
 * Judges the film that was joined of a stream's pieces as any captured film is judged.
 *
 * @returns what has to be made of it before X takes it; null: nothing
 * @throws `JobFailure` with the limit that it breaks, where no part of it would keep it
 */
export async function judgeJoined(
  film: MediaBytes,
  tier: AccountTier,
): Promise<Extract<AcceptedFit, { verdict: "convert" | "trimmable" }> | null> {
  const fit = decideFit(await inspectMedia(film), film.size, tier);
  switch (fit.verdict) {
    case "as-is":
      return null;
    case "convert":
    case "trimmable":
      return fit;
    case "refused":
      throw refusalFailure(fit.refusal);
    default:
      return fit satisfies never;
  }
}
