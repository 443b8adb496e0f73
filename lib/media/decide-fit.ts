import type { Conversion } from "./conversion";
import { conversionKindOf } from "./convertible-types";
import type { InspectResult } from "./inspect-media";
import type { MediaInfo } from "./media-info";
import { type AccountTier, checkLimits, MAX_DECODED_PIXELS } from "./media-limits";
import type { MediaRefusal } from "./media-refusal";
import type { StreamRun } from "./stream-run";

/**
 * What becomes of captured bytes: they go to X as they are, something is made from them first, the
 * person may have a video's end cut off, or they cannot be posted at all.
 */
export type Fit =
  | { readonly verdict: "as-is"; readonly media: MediaInfo }
  | { readonly verdict: "convert"; readonly conversion: Conversion }
  | {
      readonly verdict: "trimmable";
      readonly media: MediaInfo;
      readonly refusal: MediaRefusal;
      readonly conversion: Conversion;
      readonly trimToMs: number;
    }
  | { readonly verdict: "refused"; readonly refusal: MediaRefusal };

/** A {@link Fit} of a file that is not refused. */
export type AcceptedFit = Exclude<Fit, { verdict: "refused" }>;

/** Decides what a file of `totalBytes` needs before X takes it, from what its bytes say. */
export function decideFit(result: InspectResult, totalBytes: number, tier: AccountTier): Fit {
  if (!result.ok) return fitOfForeignType(result.refusal, totalBytes);
  const { media } = result;
  const refusal = checkLimits(media, tier);
  if (result.isDamaged === true) return fitOfDamaged(media, refusal);
  switch (media.category) {
    case "tweet_video": {
      const isForeign = result.foreignCodec !== undefined || hasFlaws(result);
      const fit = fitOfVideo(media, refusal, isForeign);
      return result.isHybrid === true && fit.verdict !== "refused" ? fitOfHybrid(media) : fit;
    }
    case "tweet_gif":
      return fitOfPicture(media, refusal, false);
    case "tweet_image":
      return fitOfPicture(media, refusal, media.isAnimated);
    default:
      return media.category satisfies never;
  }
}

/**
 * What becomes of a file that could not be freed of hidden data: one that would go as it is is drawn or copied
 * anew, since what is decoded holds nothing but picture and sound.
 */
export function fitOfUncleanable(fit: AcceptedFit): AcceptedFit {
  if (fit.verdict !== "as-is") return fit;
  const { mediaType, category, totalBytes } = fit.media;
  const source = { type: mediaType, totalBytes };
  const because = "hidden-data";
  return {
    verdict: "convert",
    conversion:
      category === "tweet_video"
        ? { kind: "video", source, trimToMs: null, because }
        : { kind: "picture", source, because },
  };
}

function fitOfForeignType(refusal: MediaRefusal, totalBytes: number): Fit {
  const type = refusal.code === "unsupported-type" ? refusal.details.detected : "unknown";
  const kind = conversionKindOf(type);
  if (kind === null || type === "unknown") return { verdict: "refused", refusal };
  const source = { type, totalBytes };
  if (kind === "picture") return { verdict: "convert", conversion: { kind, source } };
  // Its clock may start anew in its middle: it is laid on one time line first, as the pieces of a stream are.
  if (type === "mpeg-ts") {
    return {
      verdict: "convert",
      conversion: { kind: "stream", source, runs: [runOf(totalBytes)] },
    };
  }
  return { verdict: "convert", conversion: { kind, source, trimToMs: null } };
}

/** A file as the only run of a stream. */
function runOf(endByte: number): StreamRun {
  return { carries: "picture-and-sound", startByte: 0, endByte, clock: 0, atMs: 0 };
}

/** What its index names and what its fragments name is joined first: programs that cut and convert read one of them. */
function fitOfHybrid({ mediaType, totalBytes }: MediaInfo): Fit {
  const run = runOf(totalBytes);
  const runs = [
    { ...run, half: "index" },
    { ...run, half: "fragments", clock: 1 },
  ] as const;
  const source = { type: mediaType, totalBytes };
  return { verdict: "convert", conversion: { kind: "stream", source, runs } };
}

/** What the browser makes of it is drawn anew; X might make nothing of it. */
function fitOfDamaged(media: MediaInfo, refusal: MediaRefusal | null): Fit {
  const fit = fitOfPicture(media, refusal, true);
  return fit.verdict === "convert" && fit.conversion.kind === "picture"
    ? { ...fit, conversion: { ...fit.conversion, because: "damaged" } }
    : fit;
}

/** `needsMotion`: X would show it standing, though it moves. */
function fitOfPicture(media: MediaInfo, refusal: MediaRefusal | null, needsMotion: boolean): Fit {
  if (refusal === null && !needsMotion) return { verdict: "as-is", media };
  // A picture too small for X does not become another one by being enlarged.
  if (refusal?.code === "dimensions" && refusal.details.rule === "min-side") {
    return { verdict: "refused", refusal };
  }
  const bomb = refuseDecoding(media);
  if (bomb !== null) return { verdict: "refused", refusal: bomb };
  const { mediaType, totalBytes } = media;
  return {
    verdict: "convert",
    conversion: { kind: "picture", source: { type: mediaType, totalBytes } },
  };
}

function hasFlaws({ flaws = [] }: Extract<InspectResult, { ok: true }>): boolean {
  return flaws.length > 0;
}

/** `isForeign`: X would not take it as it is. */
function fitOfVideo(media: MediaInfo, refusal: MediaRefusal | null, isForeign: boolean): Fit {
  const { mediaType, totalBytes } = media;
  const conversion: Conversion = {
    kind: "video",
    source: { type: mediaType, totalBytes },
    trimToMs: null,
  };
  // A picture of another size, or with margins, is within the limits.
  if (refusal?.code === "dimensions") return { verdict: "convert", conversion };
  if (refusal === null) {
    return isForeign ? { verdict: "convert", conversion } : { verdict: "as-is", media };
  }
  const trimToMs = findTrim(refusal, media.durationMs);
  return trimToMs === null
    ? { verdict: "refused", refusal }
    : { verdict: "trimmable", media, refusal, conversion, trimToMs };
}

/** Part of a video whose bytes are spread unevenly over its time would still be too large. */
const SIZE_MARGIN = 0.97;

/**
 * To what length a video that breaks a limit can be cut so that it keeps it, in whole seconds; null
 * where cutting does not help.
 */
export function findTrim(refusal: MediaRefusal, durationMs: number | null): number | null {
  if (refusal.code === "too-long") return refusal.details.limit;
  if (refusal.code !== "too-large" || refusal.details.category !== "tweet_video") return null;
  const { limit, actual } = refusal.details;
  const wholeMs = Math.floor(((durationMs ?? 0) * limit * SIZE_MARGIN) / actual / 1000) * 1000;
  return wholeMs >= 1000 ? wholeMs : null;
}

/** Refuses a picture that would take too much memory to decode, by the size that its header tells. */
export function refuseDecoding(size: Pick<MediaInfo, "widthPx" | "heightPx">): MediaRefusal | null {
  const actual = (size.widthPx ?? 0) * (size.heightPx ?? 0);
  if (actual <= MAX_DECODED_PIXELS) return null;
  return {
    code: "too-many-pixels",
    details: { category: "tweet_image", limit: MAX_DECODED_PIXELS, actual, unit: "pixels" },
  };
}
