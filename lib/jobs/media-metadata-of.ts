import type { MediaMetadata } from "./metadata-value";
import type { PostOptions } from "./post-options";

/** What X is to be told about a medium of a post with these options. */
export function mediaMetadataOf(
  { altText }: { readonly altText: string },
  { sensitive }: Pick<PostOptions, "sensitive">,
): MediaMetadata {
  return { altText: altText.trim(), sensitive };
}
