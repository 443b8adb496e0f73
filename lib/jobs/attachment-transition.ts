import { cutAltText } from "./alt-text";
import type { Attachment } from "./attachment";
import type { AttachmentEvent } from "./attachment-event";
import { applyToCapturing, withoutInlineBytes } from "./capturing-transition";
import { applyToConverting, toTrimmed } from "./converting-transition";
import { toEdited } from "./edited-picture";
import { toThumbnailBegun, toThumbnailDrawn } from "./film-thumbnail";
import {
  baseOf,
  toCapturing,
  toFailed,
  toFreshUpload,
  toOtherAccount,
  toProcessing,
  toReady,
  toResumed,
  toUploading,
} from "./attachment-states";
import { resumeAfter } from "./resume-after";
import { toChosenClip, toHidden } from "./clip-transition";
import { moveSegments } from "./segment-plan";
import { listStreams } from "./stream-choice";
import { toOtherSound } from "./sound-choice";

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
 *      ▲                                │ └──failed──▶ failed ──trim-requested──▶ converting
 *      └────────version-refused─────────┘
 *  a still picture, from uploading on ──edit-requested──▶ converting
 *  a stored video or GIF, from uploading on ──clip-chosen──▶ converting | uploading
 *  a stored video or GIF, from uploading on ──film-hidden──▶ converting | uploading
 *  a stream, in every state but cancelled ──sound-chosen──▶ capturing
 *  capturing, converting ──clip-proposed──▶ converting
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
  if (event.type === "thumbnail-begun") return toThumbnailBegun(attachment);
  if (event.type === "thumbnail-drawn") return toThumbnailDrawn(attachment, event);
  if (event.type === "edit-requested") return toEdited(attachment, event.edit, event.editId);
  if (event.type === "clip-chosen") return toChosenClip(attachment, event.span, event.filmMs);
  if (event.type === "film-hidden") return toHidden(attachment, event.hiding, event.filmMs);
  if (event.type === "shown-wanted") {
    // Before its bytes are here there is nothing to be compared with.
    if (attachment.state === "cancelled" || attachment.state === "capturing") return null;
    // The person has made another picture of it, which would be lost.
    if (attachment.edited !== undefined || attachment.clip?.hiding !== undefined) return null;
    return toCapturing(
      { ...attachment, source: { ...attachment.source, wantsScreen: true } },
      null,
    );
  }
  if (event.type === "sound-chosen") return toOtherSound(attachment, event.soundId);
  if (event.type === "account-changed") return toOtherAccount(attachment, event.accountId);
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
    case "stream-chosen": {
      if (!listStreams(attachment.error, attachment.source).includes(event.url)) return null;
      const source = { ...attachment.source, streamUrl: event.url };
      return toResumed({ ...attachment, source, resume: { from: "capture", mark: null } }, nowMs);
    }
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
