import type { MediaType } from "../media/media-info";
import { type AccountTier, MEDIA_LIMITS } from "../media/media-limits";
import { sniffMediaType } from "../media/sniff-media-type";
import type { SizeBound } from "./byte-sink";
import { captureFailure, refusalFailure } from "./source-error";

/**
 * An image or GIF is read to its end up to this size, whatever X's limit: the refusal can then say
 * how large it really is.
 */
const MAX_READ_IMAGE_BYTES = 100 * 1024 * 1024;

/**
 * Judges a file by its first bytes, so that nothing is downloaded for nothing.
 *
 * @throws `JobFailure` `empty-file`, `not-media` or `unsupported-type`; the bound's, `too-large`
 */
export function judgeHead(head: Uint8Array<ArrayBuffer>, tier: AccountTier): SizeBound {
  const sniffed = sniffMediaType(head);
  switch (sniffed.kind) {
    case "accepted":
      return sizeBound(sniffed.mediaType, tier);
    case "empty":
      throw captureFailure("empty-file");
    case "unknown":
      throw captureFailure("unsupported-type", { detected: "unknown" });
    case "known":
      throw captureFailure(isText(sniffed.name) ? "not-media" : "unsupported-type", {
        detected: sniffed.name,
      });
  }
}

function sizeBound(mediaType: MediaType, tier: AccountTier): SizeBound {
  const isVideo = mediaType.startsWith("video/");
  const category = isVideo
    ? "tweet_video"
    : mediaType === "image/gif"
      ? "tweet_gif"
      : "tweet_image";
  const limit = isVideo
    ? MEDIA_LIMITS.tweet_video[tier].maxBytes
    : MEDIA_LIMITS[category === "tweet_gif" ? "tweet_gif" : "tweet_image"].maxBytes;
  return {
    maxBytes: isVideo ? limit : MAX_READ_IMAGE_BYTES,
    refuse: (actual) =>
      refusalFailure({ code: "too-large", details: { category, limit, actual, unit: "bytes" } }),
  };
}

function isText(name: string): boolean {
  return ["html", "json", "text", "xml"].includes(name);
}
