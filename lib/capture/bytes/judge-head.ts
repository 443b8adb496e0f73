import type { MediaCategory } from "../../media/media-category";
import { categoryOf } from "../../media/category-of";
import { MEDIA_LIMITS } from "../../media/media-limits";
import { conversionKindOf } from "../../media/convertible-types";
import { sniffMediaType } from "../../media/sniff-media-type";
import type { SizeBound } from "./byte-sink";
import { captureFailure, refusalFailure } from "../../errors/capture-failure";

/** An image or GIF is read up to this size, whatever X's limit: a smaller one is made from it. */
const MAX_READ_IMAGE_BYTES = 100 * 1024 * 1024;

/**
 * Judges a file by its first bytes, so that nothing is downloaded for nothing.
 *
 * @throws `JobFailure` `empty-file`, `not-media` or `unsupported-type`; the bound's, `too-large`
 */
export function judgeHead(head: Uint8Array<ArrayBuffer>): SizeBound {
  const sniffed = sniffMediaType(head);
  switch (sniffed.kind) {
    case "accepted":
      return sizeBound(categoryOf(sniffed.mediaType));
    case "empty":
      throw captureFailure("empty-file");
    case "unknown":
      throw captureFailure("unsupported-type", { detected: "unknown" });
    case "known": {
      const kind = conversionKindOf(sniffed.name);
      if (kind !== null) return sizeBound(kind === "video" ? "tweet_video" : "tweet_image");
      throw captureFailure(isText(sniffed.name) ? "not-media" : "unsupported-type", {
        detected: sniffed.name,
      });
    }
  }
}

/**
 * A video is read as far as X's largest limit, whatever the account's: from bytes that are here a
 * part can still be posted.
 */
function sizeBound(category: MediaCategory): SizeBound {
  const { premium } = MEDIA_LIMITS.tweet_video;
  const limit = category === "tweet_video" ? premium.maxBytes : MEDIA_LIMITS[category].maxBytes;
  return {
    maxBytes: category === "tweet_video" ? limit : MAX_READ_IMAGE_BYTES,
    refuse: (actual) =>
      refusalFailure({ code: "too-large", details: { category, limit, actual, unit: "bytes" } }),
  };
}

function isText(name: string): boolean {
  return ["html", "json", "text", "xml"].includes(name);
}
