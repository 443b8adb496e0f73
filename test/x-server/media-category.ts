/** A media category of X, with the rules that the local X enforces for it. */
export interface MediaCategory {
  kind: "image" | "gif" | "video" | "subtitles";
  /** The usual first part of a media key of this category. */
  keyPrefix: string;
  mediaTypes: readonly string[];
  maxBytes: number;
  /** For users with a Premium subscription. */
  premiumMaxBytes: number;
  /** Whether finalize starts processing; without it the media is ready at once. */
  isProcessed: boolean;
  /** Whether `POST /2/media/upload` takes it whole. The guides of X know that call for these only. */
  isOneShot: boolean;
  /** Whether a post may carry it. */
  isForPosts: boolean;
}

/** Every `media_category` that the 2.167 API document names. */
export type MediaCategoryName =
  | "tweet_image"
  | "tweet_gif"
  | "tweet_video"
  | "amplify_video"
  | "dm_image"
  | "dm_gif"
  | "dm_video"
  | "subtitles";

/** The `media_type` values of initialize, by the kind of media that they fit. */
export const mediaTypesByKind = {
  image: [
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/bmp",
    "image/tiff",
    "image/pjpeg",
  ],
  gif: ["image/gif"],
  video: ["video/mp4", "video/quicktime", "video/webm", "video/mp2t"],
  subtitles: ["text/srt", "text/vtt"],
  model: ["model/gltf-binary", "model/vnd.usdz+zip"],
} as const;

// The documentation says MB and GB; the maximum of total_bytes (17179869184 for "16 GB") shows that
// binary units are meant.
const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

const image = {
  kind: "image",
  keyPrefix: "3_",
  mediaTypes: mediaTypesByKind.image,
  maxBytes: 5 * mebibyte,
  premiumMaxBytes: 5 * mebibyte,
  isProcessed: false,
  isOneShot: true,
  isForPosts: true,
} as const satisfies MediaCategory;

const gif = {
  kind: "gif",
  keyPrefix: "16_",
  mediaTypes: mediaTypesByKind.gif,
  maxBytes: 15 * mebibyte,
  premiumMaxBytes: 15 * mebibyte,
  isProcessed: true,
  isOneShot: false,
  isForPosts: true,
} as const satisfies MediaCategory;

const video = {
  kind: "video",
  keyPrefix: "7_",
  mediaTypes: mediaTypesByKind.video,
  maxBytes: 8 * gibibyte,
  premiumMaxBytes: 16 * gibibyte,
  isProcessed: true,
  isOneShot: false,
  isForPosts: true,
} as const satisfies MediaCategory;

/** The rules of each category; sizes as documented by X since 2026-09-01. */
export const mediaCategories: Readonly<Record<MediaCategoryName, MediaCategory>> = {
  tweet_image: image,
  tweet_gif: gif,
  tweet_video: video,
  amplify_video: { ...video, keyPrefix: "13_" },
  dm_image: { ...image, isForPosts: false },
  dm_gif: { ...gif, isForPosts: false },
  dm_video: {
    ...video,
    maxBytes: 512 * mebibyte,
    premiumMaxBytes: gibibyte,
    isForPosts: false,
  },
  subtitles: {
    kind: "subtitles",
    keyPrefix: "3_",
    mediaTypes: mediaTypesByKind.subtitles,
    maxBytes: mebibyte,
    premiumMaxBytes: mebibyte,
    isProcessed: false,
    isOneShot: true,
    isForPosts: false,
  },
};
