import { refusalFailure } from "../errors/capture-failure";
import type { Conversion } from "../media/conversion";
import { decideFit } from "../media/decide-fit";
import { inspectMedia } from "../media/inspect-media";
import type { MediaBytes } from "../media/media-bytes";
import type { AccountTier } from "../media/media-limits";

/**
 * Judges the film that was joined of a stream's pieces as any captured film is judged.
 *
 * @returns what has to be made of it before X takes it; null: nothing. A conversion of one that is too long or too
 *   large refuses it, and says to what length it can be trimmed
 * @throws `JobFailure` with the limit that it breaks
 */
export async function judgeJoined(film: MediaBytes, tier: AccountTier): Promise<Conversion | null> {
  const fit = decideFit(await inspectMedia(film), film.size, tier);
  switch (fit.verdict) {
    case "as-is":
      return null;
    case "convert":
    case "trimmable":
      return fit.conversion;
    case "refused":
      throw refusalFailure(fit.refusal);
    default:
      return fit satisfies never;
  }
}
