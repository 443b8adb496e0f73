import fc from "fast-check";
import { jobError, type JobError } from "../../../lib/errors/job-error";
import type {
  Attachment,
  AttachmentResume,
  DownloadMark,
  UploadSession,
} from "../../../lib/jobs/attachment";
import type { CaptureSource } from "../../../lib/jobs/capture-source";
import type { Post } from "../../../lib/jobs/post";
import type { Wait } from "../../../lib/jobs/wait";
import type { Conversion } from "../../../lib/media/conversion";
import type { MediaInfo } from "../../../lib/media/media-info";
import { NO_METADATA } from "../../../lib/jobs/metadata-value";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";

/** A picture on a page. */
export const SOURCE: CaptureSource = {
  element: "image",
  url: "https://gallery.test/picture",
  pageUrl: "https://gallery.test/",
  pageTitle: "Gallery",
  tabId: 1,
  frameId: 0,
  way: "page",
  neededOrigin: null,
  shownSize: null,
};

/** A JPEG of 2000 bytes. */
export const IMAGE: MediaInfo = {
  mediaType: "image/jpeg",
  category: "tweet_image",
  totalBytes: 2000,
  widthPx: 40,
  heightPx: 30,
  frameCount: null,
  durationMs: null,
  isAnimated: false,
};

/** A GIF of three frames. */
export const GIF: MediaInfo = {
  ...IMAGE,
  mediaType: "image/gif",
  category: "tweet_gif",
  frameCount: 3,
  isAnimated: true,
};

/** A video of 3.5 MiB. */
export const VIDEO: MediaInfo = {
  ...IMAGE,
  mediaType: "video/mp4",
  category: "tweet_video",
  totalBytes: 3_670_016,
  widthPx: 64,
  heightPx: 48,
  durationMs: 4000,
  isAnimated: true,
};

/** A WEBM that becomes an MP4. */
export const CONVERSION: Conversion = {
  kind: "video",
  source: { type: "webm", totalBytes: 9000 },
  trimToMs: null,
};

/** A segmented upload that X has just opened. */
export const SESSION: UploadSession = {
  mediaId: "77",
  mediaKey: "7_77",
  expiresAtMs: 90_000_000,
  roundTripMs: 100,
  segmentEnds: [],
  acknowledged: [],
};

/** A site's promise about a file of 3.5 MiB. */
export const MARK: DownloadMark = {
  validator: '"v1"',
  totalBytes: 3_670_016,
  rung: { credentials: "omit", withReferer: false },
};

/** No connection. */
export const NETWORK: JobError = jobError("network", "upload");

/** A step that has failed once. */
export const RETRY_WAIT: Wait = { reason: "retry", untilMs: 5000, attempts: 1, error: NETWORK };

/** A step that waits for the person to sign in. */
export const SIGN_IN_WAIT: Wait = {
  reason: "sign-in",
  untilMs: null,
  attempts: 0,
  error: jobError("signed-out", "sign-in"),
};

const BASE = {
  id: "picture",
  postId: "post",
  accountId: "primary",
  createdAtMs: 1000,
  updatedAtMs: 1000,
  source: SOURCE,
  options: { category: null, additionalOwners: [] },
  altText: "",
  subtitles: null,
  thumbnail: null,
  freshUploads: 0,
} as const;

const NOTHING_MOVED = { doneBytes: 0, totalBytes: null, bytesPerSecond: 0 };

type State = Attachment["state"];
type Of<S extends State> = Extract<Attachment, { state: S }>;

const EXAMPLES: { readonly [S in State]: Of<S> } = {
  capturing: {
    ...BASE,
    state: "capturing",
    transfer: NOTHING_MOVED,
    early: null,
    mark: null,
    wait: null,
  },
  converting: {
    ...BASE,
    state: "converting",
    conversion: CONVERSION,
    percent: null,
    attempts: 0,
  },
  uploading: {
    ...BASE,
    state: "uploading",
    media: VIDEO,
    transfer: { ...NOTHING_MOVED, totalBytes: VIDEO.totalBytes },
    session: null,
    maxSegmentBytes: null,
    wait: null,
  },
  processing: {
    ...BASE,
    state: "processing",
    media: VIDEO,
    session: SESSION,
    nextCheckAtMs: 2000,
    deadlineAtMs: 3_000_000,
    percent: 10,
    wait: null,
  },
  ready: {
    ...BASE,
    state: "ready",
    media: IMAGE,
    mediaId: "77",
    mediaKey: "3_77",
    expiresAtMs: 90_000_000,
    sentMetadata: NO_METADATA,
    sentSubtitles: null,
  },
  failed: {
    ...BASE,
    state: "failed",
    error: NETWORK,
    media: VIDEO,
    resume: { from: "upload", media: VIDEO, session: null },
  },
  cancelled: { ...BASE, state: "cancelled" },
};

/** An attachment in a state, with fields of that state changed. */
export function attachmentIn<S extends State>(
  state: S,
  change: Partial<Omit<Of<S>, "state">> = {},
): Of<S> {
  return { ...EXAMPLES[state], ...change };
}

/** A failed attachment that a retry takes up at the given place. */
export function failedAttachment(resume: AttachmentResume, error: JobError = NETWORK): Attachment {
  return attachmentIn("failed", { resume, error });
}

const POST_BASE = {
  id: "post",
  accountId: "primary",
  createdAtMs: 1000,
  updatedAtMs: 1000,
  text: "A harbour",
  attachmentIds: ["picture"],
  options: NO_POST_OPTIONS,
} as const;

type PostOf<S extends Post["state"]> = Extract<Post, { state: S }>;

const POSTS: { readonly [S in Post["state"]]: PostOf<S> } = {
  draft: { ...POST_BASE, state: "draft", removal: null, begunBecause: null },
  scheduled: { ...POST_BASE, state: "scheduled", atMs: 80_000, isMissed: false },
  publishing: {
    ...POST_BASE,
    state: "publishing",
    wait: null,
    holdUntilMs: null,
    repeatsCallAtMs: null,
  },
  posting: {
    ...POST_BASE,
    state: "posting",
    sinceMs: 4000,
    mediaIds: ["77"],
    attempts: 0,
    repeatsCallAtMs: null,
  },
  posted: {
    ...POST_BASE,
    state: "posted",
    xPostId: "99",
    url: "https://x.com/i/status/99",
    postedAtMs: 5000,
  },
  unsure: {
    ...POST_BASE,
    state: "unsure",
    sinceMs: 4000,
    mediaIds: ["77"],
    error: jobError("network", "post"),
    lookup: "pending",
    ifAbsent: "post-again",
    attempts: 1,
    looks: 0,
    notSeenSinceMs: null,
    similarUrl: null,
    failedLooks: 0,
    nextLookAtMs: 4000,
  },
  failed: {
    ...POST_BASE,
    state: "failed",
    error: jobError("no-credits", "post"),
    repeatsCallAtMs: null,
  },
  cancelled: { ...POST_BASE, state: "cancelled" },
  deleted: {
    ...POST_BASE,
    state: "deleted",
    before: { ...POST_BASE, state: "draft", removal: null, begunBecause: null },
    untilMs: 15_000,
    wasOpen: true,
  },
};

/** A post in a state, with fields of that state changed. */
export function postIn<S extends Post["state"]>(
  state: S,
  change: Partial<Omit<PostOf<S>, "state">> = {},
): PostOf<S> {
  return { ...POSTS[state], ...change };
}

/** A moment, for properties. */
export const anyTime = fc.integer({ min: 0, max: 10_000_000 });
