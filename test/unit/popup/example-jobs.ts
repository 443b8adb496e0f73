import { jobError } from "../../../lib/errors/job-error";
import type { Attachment, Transfer, UploadSession } from "../../../lib/jobs/attachment";
import type { Post } from "../../../lib/jobs/post";
import type { MediaInfo } from "../../../lib/media/media-info";
import { NO_METADATA } from "../../../lib/jobs/metadata-value";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";

/** Properties that every attachment has. */
const BASE = {
  postId: "post",
  accountId: "primary",
  createdAtMs: 0,
  updatedAtMs: 0,
  source: {
    element: "image",
    url: "https://site.example/a.png",
    pageUrl: "https://site.example/",
    pageTitle: "A page",
    tabId: 1,
    frameId: 0,
    way: "page",
    neededOrigin: null,
    shownSize: null,
  },
  options: { category: null, additionalOwners: [] },
  altText: "",
  subtitles: null,
  thumbnail: null,
  freshUploads: 0,
} as const;

const SESSION: UploadSession = {
  mediaId: "1",
  mediaKey: null,
  expiresAtMs: 1,
  roundTripMs: 100,
  segmentEnds: [],
  acknowledged: [],
};

/** An image of 1000 bytes. */
export const IMAGE: MediaInfo = {
  mediaType: "image/png",
  category: "tweet_image",
  totalBytes: 1000,
  widthPx: 10,
  heightPx: 10,
  frameCount: null,
  durationMs: null,
  isAnimated: false,
};

/** A video of 4000 bytes. */
export const VIDEO: MediaInfo = {
  ...IMAGE,
  mediaType: "video/mp4",
  category: "tweet_video",
  totalBytes: 4000,
  durationMs: 1000,
  isAnimated: true,
};

/** Bytes on their way from a page. */
export function capturing(id: string, transfer: Transfer): Attachment {
  return { ...BASE, id, state: "capturing", transfer, early: null, mark: null, wait: null };
}

/** Bytes on their way to X. */
export function uploading(id: string, media: MediaInfo, doneBytes: number): Attachment {
  const transfer = { doneBytes, totalBytes: media.totalBytes, bytesPerSecond: 100 };
  return {
    ...BASE,
    id,
    state: "uploading",
    media,
    transfer,
    session: null,
    maxSegmentBytes: null,
    wait: null,
  };
}

/** X works on it. */
export function processing(id: string, percent: number | null): Attachment {
  return {
    ...BASE,
    id,
    state: "processing",
    media: VIDEO,
    session: SESSION,
    nextCheckAtMs: 0,
    deadlineAtMs: 0,
    percent,
    wait: null,
  };
}

/** X will take it. */
export function ready(
  id: string,
  altText = "",
  sentAltText = "",
): Extract<Attachment, { state: "ready" }> {
  return {
    ...BASE,
    id,
    altText,
    state: "ready",
    media: IMAGE,
    mediaId: "1",
    mediaKey: null,
    expiresAtMs: 1,
    sentMetadata: { ...NO_METADATA, altText: sentAltText },
    sentSubtitles: null,
  };
}

/** Stopped by an error. */
export function failed(id: string, error = jobError("network", "upload")): Attachment {
  return {
    ...BASE,
    id,
    state: "failed",
    error,
    media: null,
    resume: { from: "capture", mark: null },
  };
}

/** Ended by the person. */
export function cancelled(id: string): Attachment {
  return { ...BASE, id, state: "cancelled" };
}

const POST_BASE = {
  accountId: "primary",
  createdAtMs: 0,
  updatedAtMs: 0,
  text: "",
  attachmentIds: [],
  options: NO_POST_OPTIONS,
} as const;

/** A post in each of its states. */
export function postIn(state: Post["state"], id = "post", text = ""): Post {
  const base = { ...POST_BASE, id, text };
  const call = { sinceMs: 0, mediaIds: [] };
  switch (state) {
    case "draft":
      return { ...base, state, removal: null, begunBecause: null };
    case "scheduled":
      return { ...base, state, atMs: 60_000, isMissed: false };
    case "cancelled":
      return { ...base, state };
    case "deleted":
      return {
        ...base,
        state,
        before: { ...base, state: "cancelled" },
        untilMs: 0,
        wasOpen: false,
      };
    case "publishing":
      return { ...base, state, wait: null, holdUntilMs: null, repeatsCallAtMs: null };
    case "posting":
      return { ...base, ...call, state, attempts: 0, repeatsCallAtMs: null };
    case "posted":
      return { ...base, state, xPostId: "1", url: "https://x.com/i/status/1", postedAtMs: 0 };
    case "failed":
      return { ...base, state, error: jobError("network", "post"), repeatsCallAtMs: null };
    case "unsure":
      return {
        ...base,
        ...call,
        state,
        error: jobError("network", "post"),
        lookup: "pending",
        ifAbsent: "post-again",
        attempts: 1,
        looks: 0,
        failedLooks: 0,
        nextLookAtMs: 0,
      };
  }
}
