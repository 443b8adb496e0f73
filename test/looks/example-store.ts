import { readFileSync } from "node:fs";
import type { ErrorCode } from "../../lib/errors/error-codes";
import { jobError, type ServerAnswer } from "../../lib/errors/job-error";
import type {
  Attachment,
  ProcessingAttachment,
  ReadyAttachment,
  UploadingAttachment,
} from "../../lib/jobs/attachment";
import type { CaptureSource } from "../../lib/jobs/capture-source";
import type { Post } from "../../lib/jobs/post";
import type { MediaInfo } from "../../lib/media/media-info";
import type { AccountRecord } from "../../lib/store/account-record";
import { DEFAULT_PREFERENCES, type Preferences } from "../../lib/store/preferences";
import { NO_METADATA } from "../../lib/jobs/metadata-value";
import { NO_POST_OPTIONS } from "../../lib/jobs/post-options";

/** A file of the gallery, named instead of copied: the browser gets its bytes when it is seeded. */
export interface GalleryFile {
  readonly galleryFile: string;
  readonly type: string;
}

/** What the extension's store holds in one picture of it. */
export interface ExampleStore {
  readonly account?: Partial<AccountRecord>;
  /** Beside the first one. */
  readonly otherAccounts?: readonly AccountRecord[];
  readonly posts?: readonly Post[];
  readonly attachments?: readonly Attachment[];
  /** The id of the draft in the composer. */
  readonly openDraft?: string;
  readonly preferences?: Partial<Preferences>;
}

/** Shortly before now, so that times read as a person would see them. */
export const NOW_MS = Date.now();

/** Somebody who is signed in. */
export const ACCOUNT: AccountRecord = {
  id: "primary",
  addedAtMs: 0,
  clientId: "bXktb3duLWFwcC1hdC14",
  state: "signed-in",
  scopes: ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access"],
  user: { id: "12", name: "Ada", username: "ada_harbor", tier: "standard" },
  error: null,
};

/** Somebody else, whose posts this browser makes too. */
export const OTHER_ACCOUNT: AccountRecord = {
  ...ACCOUNT,
  id: "other",
  addedAtMs: 1,
  user: { id: "13", name: "Grace Hopper", username: "grace_at_sea", tier: "premium" },
};

/** The preferences with some changed. */
export function preferencesWith(change: Partial<Preferences> = {}): Preferences {
  return { ...DEFAULT_PREFERENCES, ...change };
}

const FILES = {
  harbor: { galleryFile: "harbor.jpg", type: "image/jpeg" },
  dunes: { galleryFile: "dunes.png", type: "image/png" },
  forest: { galleryFile: "forest.webp", type: "image/webp" },
  waves: { galleryFile: "waves.gif", type: "image/gif" },
  lighthouse: { galleryFile: "lighthouse.mp4", type: "video/mp4" },
} as const satisfies Readonly<Record<string, GalleryFile>>;

/** The name of a picture of the gallery. */
export type PictureName = keyof typeof FILES;

const MEDIA: Readonly<Record<PictureName, MediaInfo>> = {
  harbor: mediaOf("harbor", "image/jpeg", 960, 640),
  dunes: mediaOf("dunes", "image/png", 640, 480),
  forest: mediaOf("forest", "image/webp", 640, 480),
  waves: { ...mediaOf("waves", "image/gif", 320, 240), category: "tweet_gif", frameCount: 12 },
  lighthouse: {
    ...mediaOf("lighthouse", "video/mp4", 640, 360),
    category: "tweet_video",
    durationMs: 4000,
    isAnimated: true,
  },
};

function mediaOf(
  name: PictureName,
  mediaType: MediaInfo["mediaType"],
  widthPx: number,
  heightPx: number,
): MediaInfo {
  return {
    mediaType,
    category: "tweet_image",
    totalBytes: readGalleryFile(FILES[name]).byteLength,
    widthPx,
    heightPx,
    frameCount: null,
    durationMs: null,
    isAnimated: false,
  };
}

/** The bytes that a name stands for. */
export function readGalleryFile({ galleryFile }: GalleryFile): Buffer {
  return readFileSync(new URL(`../pages/media/${galleryFile}`, import.meta.url));
}

/** The file behind a picture's name. */
export function fileOf(name: PictureName): GalleryFile {
  return FILES[name];
}

type AttachmentBase = Omit<ReadyAttachment, "state" | "media" | "mediaId" | "mediaKey">;

/** What every attachment of a picture has; its bytes are stored under `<picture>-<id>`. */
export function pictureBase(name: PictureName, id: string, postId: string): AttachmentBase {
  const source: CaptureSource = {
    element: name === "lighthouse" ? "video" : "image",
    url: `https://harbor.art/${FILES[name].galleryFile}`,
    pageUrl: "https://harbor.art/boats",
    pageTitle: "A walk along the harbor",
    tabId: 1,
    frameId: 0,
    way: "page",
    neededOrigin: null,
    shownSize: null,
  };
  return {
    id: `${name}-${id}`,
    postId,
    accountId: "primary",
    createdAtMs: NOW_MS - 60_000,
    updatedAtMs: NOW_MS - 30_000,
    source,
    options: { category: null, additionalOwners: [] },
    altText: "",
    subtitles: null,
    thumbnail: null,
    freshUploads: 0,
    expiresAtMs: NOW_MS + 80_000_000,
    sentMetadata: NO_METADATA,
    sentSubtitles: null,
  };
}

/** An uploaded picture. */
export function ready(
  name: PictureName,
  id: string,
  postId: string,
  change: Partial<ReadyAttachment> = {},
): ReadyAttachment {
  return {
    ...pictureBase(name, id, postId),
    state: "ready",
    media: MEDIA[name],
    mediaId: "1900544781383569409",
    mediaKey: "3_1900544781383569409",
    ...change,
  };
}

/** A picture on its way to X, in the middle of it. */
export function uploading(name: PictureName, id: string, postId: string): UploadingAttachment {
  const media = { ...MEDIA[name], totalBytes: 18_400_000 };
  const {
    expiresAtMs: _a,
    sentMetadata: _b,
    sentSubtitles: _c,
    ...base
  } = pictureBase(name, id, postId);
  return {
    ...base,
    state: "uploading",
    media,
    transfer: { doneBytes: 7_340_032, totalBytes: media.totalBytes, bytesPerSecond: 1_310_720 },
    session: null,
    maxSegmentBytes: null,
    wait: null,
  };
}

/** A video of which X has all bytes. */
export function processing(name: PictureName, id: string, postId: string): ProcessingAttachment {
  const { transfer: _a, maxSegmentBytes: _b, state: _c, ...base } = uploading(name, id, postId);
  return {
    ...base,
    state: "processing",
    session: {
      mediaId: "1900544781383569409",
      mediaKey: "13_1900544781383569409",
      expiresAtMs: NOW_MS + 80_000_000,
      roundTripMs: 80,
      segmentEnds: [18_400_000],
      acknowledged: [0],
    },
    nextCheckAtMs: NOW_MS + 3_600_000,
    deadlineAtMs: NOW_MS + 7_200_000,
    percent: 62,
  };
}

/** A video that is being made into one that X takes. */
export function converting(name: PictureName, id: string, postId: string): Attachment {
  const {
    expiresAtMs: _a,
    sentMetadata: _b,
    sentSubtitles: _c,
    ...base
  } = pictureBase(name, id, postId);
  return {
    ...base,
    state: "converting",
    conversion: {
      kind: "video",
      source: { type: "webm", totalBytes: 18_400_000 },
      trimToMs: null,
    },
    percent: 27,
    attempts: 1,
  };
}

/** A picture that something has stopped. */
export function failed(
  name: PictureName,
  id: string,
  postId: string,
  code: ErrorCode,
  details: Readonly<Record<string, string | number>> = {},
): Attachment {
  const {
    expiresAtMs: _a,
    sentMetadata: _b,
    sentSubtitles: _c,
    ...base
  } = pictureBase(name, id, postId);
  return {
    ...base,
    state: "failed",
    error: jobError(code, "capture", { details }),
    media: null,
    resume: { from: "capture", mark: null },
  };
}

/** What all posts have. */
export function postBase(
  id: string,
  text: string,
  attachmentIds: readonly string[],
  agoMs = 30_000,
) {
  return {
    id,
    accountId: "primary",
    createdAtMs: NOW_MS - agoMs - 60_000,
    updatedAtMs: NOW_MS - agoMs,
    text,
    attachmentIds,
    options: NO_POST_OPTIONS,
  };
}

/** A post that is being written. */
export function draft(
  text: string,
  attachments: readonly { readonly id: string }[],
  change: Partial<Extract<Post, { state: "draft" }>> = {},
): Extract<Post, { state: "draft" }> {
  const ids = attachments.map(({ id }) => id);
  return {
    ...postBase("draft", text, ids),
    state: "draft",
    removal: null,
    begunBecause: null,
    ...change,
  };
}

/** A post on X. */
export function posted(
  id: string,
  text: string,
  attachmentIds: readonly string[],
  agoMs: number,
): Post {
  return {
    ...postBase(id, text, attachmentIds, agoMs),
    state: "posted",
    xPostId: "1700000000000000000",
    url: "https://x.com/ada_harbor/status/1700000000000000000",
    postedAtMs: NOW_MS - agoMs,
  };
}

/** What X says of a file that it cannot process. */
export const REFUSAL: ServerAnswer = {
  httpStatus: 402,
  code: null,
  name: null,
  title: "CreditsDepleted",
  detail: "Your enrolled account does not have any credits to fulfill this request.",
  message: null,
  problem: "credits",
  transactionId: "5f1a9c0d2b3e4f60",
};
