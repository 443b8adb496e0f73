import type { JobError } from "../errors/job-error";
import type { MediaInfo } from "../media/media-info";
import type {
  Attachment,
  AttachmentOptions,
  AttachmentResume,
  PixelSize,
  Transfer,
  UploadSession,
} from "./attachment";
import type { Wait } from "./wait";

/** Everything that can happen to an attachment. Times are epoch milliseconds. */
export type AttachmentEvent =
  | { readonly type: "bytes-stored"; readonly transfer: Transfer }
  | { readonly type: "capture-restarted" }
  /** The page told what it says about the picture. */
  | {
      readonly type: "described";
      readonly altText: string;
      readonly pageTitle: string;
      readonly shownSize: PixelSize | null;
    }
  | { readonly type: "moved"; readonly postId: string }
  | { readonly type: "captured"; readonly media: MediaInfo; readonly thumbnail: Blob | null }
  | { readonly type: "session-opened"; readonly session: UploadSession }
  | {
      readonly type: "segment-acknowledged";
      readonly index: number;
      readonly transfer: Transfer;
    }
  | {
      readonly type: "processing-reported";
      readonly nextCheckAtMs: number;
      readonly percent: number | null;
    }
  | {
      readonly type: "usable";
      readonly mediaId: string;
      readonly mediaKey: string | null;
      readonly expiresAtMs: number;
    }
  | { readonly type: "alt-text-sent"; readonly altText: string }
  | { readonly type: "waiting"; readonly wait: Wait }
  | { readonly type: "wait-over" }
  | { readonly type: "upload-restarted"; readonly by: "itself" | "person" }
  | { readonly type: "failed"; readonly error: JobError }
  | { readonly type: "retried" }
  | { readonly type: "cancelled" }
  | { readonly type: "alt-text-edited"; readonly altText: string }
  | { readonly type: "options-changed"; readonly options: AttachmentOptions };

const NOTHING_MOVED: Transfer = { doneBytes: 0, totalBytes: null, bytesPerSecond: 0 };

/** X accepts at most this many characters. Source: X API v2, `POST /2/media/metadata`. */
export const MAX_ALT_TEXT_LENGTH = 1000;

/** How long X may work on a file before we call it stuck; a retry waits as long again. */
export const PROCESSING_DEADLINE_MS = 30 * 60_000;

/**
 * The attachment machine: what an event makes of an attachment, or null where the event has no
 * meaning in its state (a late answer after a cancel, say): then nothing is stored.
 *
 * ```
 *  capturing ──captured──▶ uploading ──processing-reported──▶ processing ──usable──▶ ready
 *      │                     │  ▲  └───────────usable (image)─────────────────────────▲ │
 *      │                     │  └──────────────upload-restarted (processing, ready)─────┘
 *      └──────failed─────────┴──▶ failed ──retried──▶ capturing | uploading | processing
 *  every state but cancelled ──cancelled──▶ cancelled
 * ```
 */
export function transitionAttachment(
  attachment: Attachment,
  event: AttachmentEvent,
  nowMs: number,
): Attachment | null {
  const next = applyEvent(attachment, event, nowMs);
  return next === null ? null : { ...next, updatedAtMs: nowMs };
}

function applyEvent(
  attachment: Attachment,
  event: AttachmentEvent,
  nowMs: number,
): Attachment | null {
  if (event.type === "cancelled") {
    return attachment.state === "cancelled" ? null : { ...baseOf(attachment), state: "cancelled" };
  }
  if (event.type === "alt-text-edited") {
    const altText = event.altText.slice(0, MAX_ALT_TEXT_LENGTH);
    return attachment.state === "cancelled" ? null : { ...attachment, altText };
  }
  if (event.type === "moved") {
    return attachment.state === "cancelled" ? null : { ...attachment, postId: event.postId };
  }
  switch (attachment.state) {
    case "capturing":
      return applyToCapturing(attachment, event);
    case "uploading":
      return applyToUploading(attachment, event, nowMs);
    case "processing":
      return applyToProcessing(attachment, event);
    case "ready":
      return applyToReady(attachment, event);
    case "failed":
      return applyToFailed(attachment, event, nowMs);
    case "cancelled":
      return null;
  }
}

type Of<State extends Attachment["state"]> = Extract<Attachment, { state: State }>;

function applyToCapturing(attachment: Of<"capturing">, event: AttachmentEvent): Attachment | null {
  switch (event.type) {
    case "bytes-stored":
      return { ...attachment, transfer: event.transfer };
    case "capture-restarted":
      return { ...attachment, transfer: NOTHING_MOVED };
    case "described":
      return {
        ...attachment,
        // What the person has already typed wins.
        altText: attachment.altText || event.altText.slice(0, MAX_ALT_TEXT_LENGTH),
        source: { ...attachment.source, pageTitle: event.pageTitle, shownSize: event.shownSize },
      };
    case "captured":
      return {
        ...baseOf(attachment),
        source: withoutInlineBytes(attachment.source),
        thumbnail: event.thumbnail,
        state: "uploading",
        media: event.media,
        transfer: { ...NOTHING_MOVED, totalBytes: event.media.totalBytes },
        session: null,
        wait: null,
      };
    case "options-changed":
      return { ...attachment, options: event.options };
    case "failed":
      return fail(attachment, event.error, null, { from: "capture" });
    default:
      return null;
  }
}

function applyToUploading(
  attachment: Of<"uploading">,
  event: AttachmentEvent,
  nowMs: number,
): Attachment | null {
  const { media, session } = attachment;
  switch (event.type) {
    case "session-opened":
      return session === null ? { ...attachment, session: event.session, wait: null } : null;
    case "segment-acknowledged": {
      if (session === null || session.acknowledged.includes(event.index)) return null;
      const acknowledged = [...session.acknowledged, event.index].sort((a, b) => a - b);
      return {
        ...attachment,
        session: { ...session, acknowledged },
        transfer: event.transfer,
        wait: null,
      };
    }
    case "processing-reported":
      if (session === null) return null;
      return {
        ...baseOf(attachment),
        state: "processing",
        media,
        session,
        nextCheckAtMs: event.nextCheckAtMs,
        deadlineAtMs: nowMs + PROCESSING_DEADLINE_MS,
        percent: event.percent,
        wait: null,
      };
    case "usable":
      return becomeReady(attachment, event);
    case "waiting":
      return { ...attachment, wait: event.wait };
    case "wait-over":
      return attachment.wait === null ? null : { ...attachment, wait: null };
    case "upload-restarted":
      return restartUpload(attachment, media, event.by);
    case "options-changed":
      return restartUpload({ ...attachment, options: event.options }, media, "person");
    case "failed":
      return fail(attachment, event.error, media, {
        from: "upload",
        media,
        session: refusesSession(event.error) ? null : session,
      });
    default:
      return null;
  }
}

function applyToProcessing(
  attachment: Of<"processing">,
  event: AttachmentEvent,
): Attachment | null {
  const { media, session } = attachment;
  switch (event.type) {
    case "processing-reported":
      // The deadline is that of the first report: a server that never ends cannot push it away.
      return {
        ...attachment,
        nextCheckAtMs: event.nextCheckAtMs,
        percent: event.percent ?? attachment.percent,
        wait: null,
      };
    case "usable":
      return becomeReady(attachment, event);
    case "waiting":
      return { ...attachment, wait: event.wait };
    case "wait-over":
      return attachment.wait === null ? null : { ...attachment, wait: null };
    case "upload-restarted":
      return restartUpload(attachment, media, event.by);
    case "options-changed":
      return restartUpload({ ...attachment, options: event.options }, media, "person");
    case "failed":
      return fail(
        attachment,
        event.error,
        media,
        event.error.code === "processing-timeout"
          ? { from: "processing", media, session }
          : { from: "upload", media, session: null },
      );
    default:
      return null;
  }
}

function applyToReady(attachment: Of<"ready">, event: AttachmentEvent): Attachment | null {
  switch (event.type) {
    case "alt-text-sent":
      return { ...attachment, sentAltText: event.altText };
    case "upload-restarted":
      return restartUpload(attachment, attachment.media, event.by);
    case "options-changed":
      return restartUpload({ ...attachment, options: event.options }, attachment.media, "person");
    default:
      return null;
  }
}

function applyToFailed(
  attachment: Of<"failed">,
  event: AttachmentEvent,
  nowMs: number,
): Attachment | null {
  switch (event.type) {
    case "retried":
      return resume(attachment, attachment.resume, nowMs);
    case "options-changed":
      return {
        ...attachment,
        options: event.options,
        resume:
          attachment.resume.from === "capture"
            ? attachment.resume
            : { from: "upload", media: attachment.resume.media, session: null },
      };
    default:
      return null;
  }
}

function resume(attachment: Of<"failed">, from: AttachmentResume, nowMs: number): Attachment {
  const base = baseOf(attachment);
  switch (from.from) {
    case "capture":
      return { ...base, state: "capturing", transfer: NOTHING_MOVED };
    case "upload":
      return {
        ...base,
        state: "uploading",
        media: from.media,
        transfer: { ...NOTHING_MOVED, totalBytes: from.media.totalBytes },
        session: from.session,
        wait: null,
      };
    case "processing":
      return {
        ...base,
        state: "processing",
        media: from.media,
        session: from.session,
        nextCheckAtMs: 0,
        deadlineAtMs: nowMs + PROCESSING_DEADLINE_MS,
        percent: null,
        wait: null,
      };
  }
}

function restartUpload(
  attachment: Attachment,
  media: MediaInfo,
  by: "itself" | "person",
): Attachment {
  return {
    ...baseOf(attachment),
    freshUploads: by === "itself" ? attachment.freshUploads + 1 : 0,
    state: "uploading",
    media,
    transfer: { ...NOTHING_MOVED, totalBytes: media.totalBytes },
    session: null,
    wait: null,
  };
}

function becomeReady(
  attachment: Of<"uploading"> | Of<"processing">,
  event: Extract<AttachmentEvent, { type: "usable" }>,
): Attachment {
  return {
    ...baseOf(attachment),
    state: "ready",
    media: attachment.media,
    mediaId: event.mediaId,
    mediaKey: event.mediaKey,
    expiresAtMs: event.expiresAtMs,
    sentAltText: null,
  };
}

/** Whether X has refused this upload as such: going on with it would only be refused again. */
function refusesSession(error: JobError): boolean {
  switch (error.code) {
    case "invalid-request":
    case "payload-too-large":
    case "media-refused":
    case "tier-limit":
    case "processing-failed":
      return true;
    default:
      return false;
  }
}

function fail(
  attachment: Attachment,
  error: JobError,
  media: MediaInfo | null,
  from: AttachmentResume,
): Attachment {
  return { ...baseOf(attachment), state: "failed", error, media, resume: from };
}

function baseOf(attachment: Attachment) {
  const {
    id,
    postId,
    createdAtMs,
    updatedAtMs,
    source,
    options,
    altText,
    thumbnail,
    freshUploads,
  } = attachment;
  return {
    id,
    postId,
    createdAtMs,
    updatedAtMs,
    source,
    options,
    altText,
    thumbnail,
    freshUploads,
  };
}

/** A `data:` address is the file itself: once stored, keeping it would store the file twice. */
function withoutInlineBytes(source: Attachment["source"]): Attachment["source"] {
  return source.url.startsWith("data:") ? { ...source, url: "data:" } : source;
}
