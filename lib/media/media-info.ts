import type { MediaCategory } from "./media-category";

/** The types of media that X takes and that this extension sends. */
export type MediaType =
  | "image/jpeg"
  | "image/png"
  | "image/webp"
  | "image/gif"
  | "video/mp4"
  | "video/quicktime";

/** What the bytes of a complete file say about it. */
export interface MediaInfo {
  readonly mediaType: MediaType;
  readonly category: MediaCategory;
  readonly totalBytes: number;
  /** As shown, a video's rotation applied; null where the file does not say. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Frames of a GIF, null for all others and for a GIF too large to be read as a whole. */
  readonly frameCount: number | null;
  /** Null for pictures, and for a video that does not say (fragmented or live recordings). */
  readonly durationMs: number | null;
  /** Every video, and a GIF, PNG or WEBP of more than one frame (X shows the last two standing). */
  readonly isAnimated: boolean;
  /** What the file was made from; absent where the bytes are as they were captured. */
  readonly convertedFrom?: SourceFile;
  /** The frames of this video were coded by the extension: to code them once more would change nothing for X. */
  readonly isCodedAnew?: boolean;
}

/** Types that are recognised by their bytes and that X does not take from us. */
export type KnownTypeName =
  // Pictures
  | "avif"
  | "heic"
  | "svg"
  | "bmp"
  | "tiff"
  | "ico"
  | "jxl"
  | "jp2"
  | "psd"
  // Video and streams
  | "webm"
  | "matroska"
  | "mpeg-ts"
  | "mpeg-ps"
  | "mp4-segment"
  | "hls"
  | "dash"
  | "avi"
  | "3gp"
  | "flv"
  | "wmv"
  // Sound
  | "mp3"
  | "m4a"
  | "aac"
  | "ogg"
  | "wav"
  | "flac"
  // Everything else
  | "pdf"
  | "zip"
  | "gzip"
  | "html"
  | "xml"
  | "json"
  | "text";

/** A file as it was captured: what its bytes say it is, and how many they are. */
export interface SourceFile {
  readonly type: MediaType | KnownTypeName;
  readonly totalBytes: number;
}
