import { isInterruption } from "../capture/source-error";
import type { JobError } from "../errors/job-error";
import { type Attachment, type AttachmentResume, sameOptions } from "./attachment";
import type { AttachmentEvent } from "./attachment-event";
import { applyToConverting, toTrimmed } from "./converting-transition";
import {
  baseOf,
  NOTHING_MOVED,
  toConverting,
  toFailed,
  toFreshUpload,
  toProcessing,
  toReady,
  toResumed,
  toUploading,
} from "./attachment-states";
import { moveSegments } from "./segment-plan";

/** X accepts at most this many characters. Source: X API v2, `POST /2/media/metadata`. */
export const MAX_ALT_TEXT_LENGTH = 1000;

/**
 * The attachment machine: what an event makes of an attachment, or null where the event has no
 * meaning in its state (a late answer after a cancel, say): then nothing is stored.
 *
 * ```
 *  capturing ──captured──▶ uploading ──processing-reported──▶ processing ──usable──▶ ready
 *      │                     │  ▲  └───────────usable (image)─────────────────────────▲ │
 *      │                     │  └──────────────upload-restarted (processing, ready)─────┘
 *      └──────failed─────────┴──▶ failed ──retried──▶ capturing | converting | uploading | processing
 *
 *  capturing ──conversion-needed──▶ converting ──converted──▶ uploading
 *                                       └──failed──▶ failed ──trim-requested──▶ converting
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
    if (attachment.state === "cancelled") return null;
    const source = withoutInlineBytes(attachment.source);
    return { ...baseOf(attachment), source, state: "cancelled" };
  }
  if (event.type === "alt-text-edited") {
    const altText = cutAltText(event.altText);
    return attachment.state === "cancelled" ? null : { ...attachment, altText };
  }
  if (event.type === "subtitles-chosen") {
    const { subtitles } = event;
    return attachment.state === "cancelled" ? null : { ...attachment, subtitles };
  }
  if (event.type === "moved") {
    return attachment.state === "cancelled" ? null : { ...attachment, postId: event.postId };
  }
  if (event.type === "thumbnail-drawn") {
    return attachment.state === "cancelled" ? null : { ...attachment, thumbnail: event.thumbnail };
  }
  switch (attachment.state) {
    case "capturing":
      return applyToCapturing(attachment, event);
    case "converting":
      return applyToConverting(attachment, event);
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
    case "bytes-received":
      return { ...attachment, transfer: event.transfer };
    case "run-stored":
      // Real progress: the next failure is a first one again.
      return { ...attachment, transfer: event.transfer, wait: null };
    case "download-began":
      // What X has is of the bytes before, which may have been another file's.
      return { ...attachment, transfer: NOTHING_MOVED, mark: event.mark, early: null };
    case "early-upload-opened":
      return attachment.early === null && sameOptions(attachment.options, event.options)
        ? { ...attachment, early: event.early }
        : null;
    case "segments-moved": {
      const { early } = attachment;
      const session = early && moveSegments(early.session, event);
      return early && session ? { ...attachment, early: { ...early, session } } : null;
    }
    case "waiting":
      return { ...attachment, wait: event.wait };
    case "wait-over":
      return attachment.wait === null ? null : { ...attachment, wait: null };
    case "described":
      return {
        ...attachment,
        // What the person has already typed wins.
        altText: attachment.altText || cutAltText(event.altText),
        source: {
          ...attachment.source,
          pageTitle: event.pageTitle,
          shownSize: event.shownSize,
          ...(event.offer !== undefined && { offer: event.offer }),
        },
      };
    case "captured": {
      const source = withoutInlineBytes(attachment.source);
      const { media } = event;
      const { early } = attachment;
      const isAsPromised =
        early?.mediaType === media.mediaType && early.totalBytes === media.totalBytes;
      const session = isAsPromised ? early.session : null;
      return toUploading({ ...attachment, source }, media, session);
    }
    case "conversion-needed": {
      const source = withoutInlineBytes(attachment.source);
      return toConverting({ ...attachment, source }, event.conversion);
    }
    case "options-changed":
      return { ...attachment, options: event.options, early: null };
    case "failed": {
      const mark = isInterruption(event.error) ? attachment.mark : null;
      const { media = null, resume = { from: "capture", mark } as const } = event.captured ?? {};
      return toFailed(attachment, event.error, media, resume);
    }
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
    case "segments-moved": {
      const moved = session && moveSegments(session, event);
      if (!session || !moved) return null;
      // Only an answer of X tells that it is there again.
      const isAnswered = moved.acknowledged.length > session.acknowledged.length;
      const wait = isAnswered ? null : attachment.wait;
      return { ...attachment, session: moved, transfer: event.transfer, wait };
    }
    case "segments-refused": {
      const { maxSegmentBytes } = event;
      return session === null ? null : { ...toUploading(attachment, media, null), maxSegmentBytes };
    }
    case "processing-reported":
      return session === null ? null : toProcessing(attachment, media, session, event, nowMs);
    default:
      return applyAtX(attachment, event);
  }
}

function applyToProcessing(
  attachment: Of<"processing">,
  event: AttachmentEvent,
): Attachment | null {
  switch (event.type) {
    case "processing-reported":
      // The deadline is that of the first report: a server that never ends cannot push it away.
      return {
        ...attachment,
        nextCheckAtMs: event.nextCheckAtMs,
        percent: event.percent ?? attachment.percent,
        wait: null,
      };
    default:
      return applyAtX(attachment, event);
  }
}

/** What uploading and processing have in common: both wait for X, and X can end both. */
function applyAtX(
  attachment: Of<"uploading"> | Of<"processing">,
  event: AttachmentEvent,
): Attachment | null {
  switch (event.type) {
    case "usable":
      return toReady(attachment, attachment.media, event);
    case "waiting":
      return { ...attachment, wait: event.wait };
    case "wait-over":
      return attachment.wait === null ? null : { ...attachment, wait: null };
    case "upload-restarted":
      return toFreshUpload(attachment, attachment.media, event.by);
    case "options-changed":
      return toFreshUpload({ ...attachment, options: event.options }, attachment.media, "person");
    case "failed":
      return toFailed(
        attachment,
        event.error,
        attachment.media,
        resumeAfter(event.error, attachment),
      );
    default:
      return null;
  }
}

function applyToReady(attachment: Of<"ready">, event: AttachmentEvent): Attachment | null {
  switch (event.type) {
    case "metadata-sent":
      return { ...attachment, sentMetadata: event.metadata };
    case "subtitles-sent":
      return { ...attachment, sentSubtitles: event.subtitles };
    case "upload-restarted":
      return toFreshUpload(attachment, attachment.media, event.by);
    case "options-changed":
      return toFreshUpload({ ...attachment, options: event.options }, attachment.media, "person");
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
      return toResumed(attachment, nowMs);
    case "trim-requested":
      return toTrimmed(attachment);
    case "options-changed":
      return {
        ...attachment,
        options: event.options,
        resume:
          attachment.resume.from === "capture" || attachment.resume.from === "conversion"
            ? attachment.resume
            : { from: "upload", media: attachment.resume.media, session: null },
      };
    default:
      return null;
  }
}

/** Where a retry goes on after a failure at X: as late on the way as the error allows. */
function resumeAfter(
  error: JobError,
  attachment: Of<"uploading"> | Of<"processing">,
): AttachmentResume {
  const { media, session } = attachment;
  switch (error.code) {
    // The stored bytes have vanished: only the page still has them.
    case "bytes-gone":
      return { from: "capture", mark: null };
    // X has refused this upload as such: going on with it would only be refused again.
    case "invalid-request":
    case "payload-too-large":
    case "media-refused":
    case "tier-limit":
    case "processing-failed":
      return { from: "upload", media, session: null };
    default:
      return attachment.state === "processing"
        ? { from: "processing", media, session: attachment.session }
        : { from: "upload", media, session };
  }
}

/** As much as X takes. A character outside the first plane is two units long: no half of it stays. */
function cutAltText(altText: string): string {
  const cut = altText.slice(0, MAX_ALT_TEXT_LENGTH);
  const isHalved = cut.length < altText.length && /[\uD800-\uDBFF]$/.test(cut);
  return isHalved ? cut.slice(0, -1) : cut;
}

/** A `data:` address is the file itself: once stored or unwanted, keeping it would keep the file. */
function withoutInlineBytes(source: Attachment["source"]): Attachment["source"] {
  const isInline = (url: string) => url.startsWith("data:");
  const { offer } = source;
  return {
    ...source,
    ...(isInline(source.url) && { url: "data:" }),
    ...(offer !== undefined && {
      offer: { ...offer, urls: offer.urls.filter((url) => !isInline(url)) },
    }),
  };
}
