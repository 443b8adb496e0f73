import type { Conversion } from "../media/conversion";
import { findTrim } from "../media/decide-fit";
import type { FilmFlaw } from "../media/film/film-flaws";
import { inspectMedia } from "../media/inspect-media";
import type { MediaBytes } from "../media/media-bytes";
import type { MediaInfo } from "../media/media-info";
import { type AccountTier, checkLimits } from "../media/media-limits";
import { conversionFailure } from "./conversion-failure";
import { type BrokenPromise, judgeOutcome, type PromisedFilm } from "./promised-film";

/** What a conversion came to. */
export interface Outcome {
  readonly media: MediaInfo;
  readonly isCopied: boolean;
  /** X does not take its coding. */
  readonly isForeign: boolean;
  /** How it differs from what was promised. */
  readonly broken: BrokenPromise | null;
  /** The same, or what X would refuse in it. */
  readonly fault: BrokenPromise | FilmFlaw | "codec" | null;
}

/**
 * What came out is judged as any other file is, by its bytes, and by what it was to be.
 *
 * @throws `JobFailure` `conversion-failed` where it is no media that X takes
 */
export async function judgeConverted(
  bytes: MediaBytes,
  promised: PromisedFilm | null,
): Promise<Outcome> {
  const result = await inspectMedia(bytes);
  if (!result.ok) throw conversionFailure("conversion-failed", { name: result.refusal.code });
  const broken = promised && (await judgeOutcome(bytes, result, promised));
  const { media, flaws = [], foreignCodec } = result;
  const isForeign = foreignCodec !== undefined;
  return {
    media,
    isCopied: promised?.isCopied ?? false,
    isForeign,
    broken,
    fault: broken ?? flaws[0] ?? (isForeign ? "codec" : null),
  };
}

/** @throws `JobFailure` with the limit that a converted file is over */
export function demandLimits(media: MediaInfo, { kind }: Conversion, tier: AccountTier): void {
  // What was joined may be converted yet.
  const refusal = kind === "stream" ? null : checkLimits(media, tier);
  if (refusal === null) return;
  // A moving picture has no end that it could lose.
  const isFilm = kind === "video" || kind === "clip";
  const trimToMs = isFilm ? findTrim(refusal, media.durationMs) : null;
  throw conversionFailure(refusal.code, {
    ...refusal.details,
    ...(trimToMs !== null && { trimToMs }),
  });
}
