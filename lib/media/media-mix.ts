import type { MediaCategory } from "./media-category";

/** Why media cannot stand in one post together. */
export type MixRefusal = "mix-not-allowed" | "too-many-images";

/** Source: https://docs.x.com/x-api/media/quickstart/best-practices */
export const MAX_IMAGES = 4;

/**
 * Says why these attachments cannot stand in one post together, or null when they can: up to four
 * images, or one GIF, or one video.
 * Source: https://docs.x.com/x-api/media/quickstart/best-practices
 */
export function refuseMix(categories: readonly MediaCategory[]): MixRefusal | null {
  const standsAlone = categories.some((category) => category !== "tweet_image");
  if (standsAlone) return categories.length > 1 ? "mix-not-allowed" : null;
  return categories.length > MAX_IMAGES ? "too-many-images" : null;
}
