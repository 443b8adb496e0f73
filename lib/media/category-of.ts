import type { MediaCategory } from "./media-category";
import type { MediaType } from "./media-info";

/** What a file of this type is to X. */
export function categoryOf(mediaType: MediaType): MediaCategory {
  if (mediaType.startsWith("video/")) return "tweet_video";
  return mediaType === "image/gif" ? "tweet_gif" : "tweet_image";
}
