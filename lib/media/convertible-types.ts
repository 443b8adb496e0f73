import type { KnownTypeName } from "./media-info";

/** Pictures that X does not take and that a browser, or a library, may be able to decode. */
export const CONVERTIBLE_PICTURES = ["avif", "heic", "svg", "bmp", "tiff", "ico", "jxl"] as const;

/** Containers of video that X does not take and that can be read. */
export const CONVERTIBLE_VIDEOS = ["webm", "matroska", "mpeg-ts", "3gp"] as const;

/** Which kind of conversion a type needs that X does not take; null where there is none. */
export function conversionKindOf(type: KnownTypeName | "unknown"): "picture" | "video" | null {
  if (CONVERTIBLE_PICTURES.some((name) => name === type)) return "picture";
  return CONVERTIBLE_VIDEOS.some((name) => name === type) ? "video" : null;
}
