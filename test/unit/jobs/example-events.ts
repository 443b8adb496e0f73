import { lay, UNEDITED } from "../../../lib/edit/picture-edit";
import { jobError } from "../../../lib/errors/job-error";
import type { EarlyUpload } from "../../../lib/jobs/attachment";
import type { AttachmentEvent } from "../../../lib/jobs/attachment-event";
import type { PostEvent } from "../../../lib/jobs/post-event";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import { CONVERSION, MARK, NETWORK, RETRY_WAIT, SESSION, VIDEO } from "./example-records";

type EventsOf<E extends { type: string }> = {
  readonly [Type in E["type"]]: Extract<E, { type: Type }>;
};

/** Some bytes have moved. */
export const TRANSFER = { doneBytes: 500, totalBytes: 2000, bytesPerSecond: 100 };

/** X has the first segment of a video that is still being captured. */
export const EARLY: EarlyUpload = {
  mediaType: VIDEO.mediaType,
  totalBytes: VIDEO.totalBytes,
  session: { ...SESSION, segmentEnds: [1_048_576], acknowledged: [0] },
};

/** One of each event that an attachment can meet. */
export const ATTACHMENT_EVENTS: EventsOf<AttachmentEvent> = {
  "capture-started": { type: "capture-started" },
  "bytes-received": { type: "bytes-received", transfer: TRANSFER },
  "run-stored": { type: "run-stored", transfer: TRANSFER },
  "download-began": { type: "download-began", mark: MARK },
  described: { type: "described", altText: "Boats", pageTitle: "Harbour", shownSize: null },
  moved: { type: "moved", postId: "another" },
  "account-changed": { type: "account-changed", accountId: "second" },
  captured: { type: "captured", media: VIDEO },
  "thumbnail-begun": { type: "thumbnail-begun" },
  "thumbnail-drawn": { type: "thumbnail-drawn", thumbnail: new TextEncoder().encode("picture") },
  "early-upload-opened": {
    type: "early-upload-opened",
    early: EARLY,
    options: { category: null, additionalOwners: [] },
  },
  "conversion-needed": { type: "conversion-needed", conversion: CONVERSION },
  "conversion-started": { type: "conversion-started" },
  "conversion-progressed": { type: "conversion-progressed", percent: 30 },
  "found-other": { type: "found-other" },
  "shown-wanted": { type: "shown-wanted" },
  "version-refused": {
    type: "version-refused",
    error: jobError("conversion-unsupported", "conversion"),
  },
  converted: { type: "converted", media: VIDEO, thumbnail: null },
  "edit-requested": { type: "edit-requested", edit: lay(UNEDITED, "right"), editId: "first" },
  "clip-proposed": {
    type: "clip-proposed",
    filmMs: 4000,
    longestMs: 2000,
    original: { source: { type: VIDEO.mediaType, totalBytes: VIDEO.totalBytes }, media: VIDEO },
  },
  "clip-chosen": { type: "clip-chosen", span: { startMs: 1000, endMs: 3000 }, filmMs: 4000 },
  "film-hidden": {
    type: "film-hidden",
    hiding: {
      id: "hiding-1",
      frame: { width: 640, height: 360 },
      parts: [{ how: "cover", box: { left: 10, top: 10, width: 50, height: 50 }, span: null }],
    },
    filmMs: 4000,
  },
  "clip-cut": {
    type: "clip-cut",
    span: { startMs: 1000, endMs: 3000 },
    cut: { way: "exact", startMs: 1000 },
  },
  "trim-requested": { type: "trim-requested" },
  "sound-chosen": { type: "sound-chosen", soundId: "fr/Français" },
  "film-joined": { type: "film-joined", clockSecs: 10 },
  "stream-chosen": { type: "stream-chosen", url: "https://video.test/a.m3u8" },
  "session-opened": { type: "session-opened", session: SESSION },
  "segments-moved": {
    type: "segments-moved",
    cutEnds: [1_048_576],
    acknowledged: [0],
    transfer: TRANSFER,
  },
  "processing-reported": { type: "processing-reported", nextCheckAtMs: 9000, percent: 40 },
  usable: { type: "usable", mediaId: "77", mediaKey: "7_77", expiresAtMs: 90_000_000 },
  "metadata-sent": { type: "metadata-sent", metadata: { altText: "Boats", sensitive: [] } },
  "subtitles-sent": { type: "subtitles-sent", subtitles: { id: "s", languageCode: "EN" } },
  "subtitles-chosen": { type: "subtitles-chosen", subtitles: null },
  waiting: { type: "waiting", wait: RETRY_WAIT },
  "wait-over": { type: "wait-over" },
  "upload-restarted": { type: "upload-restarted", by: "itself" },
  "segments-refused": { type: "segments-refused", maxSegmentBytes: 524_288 },
  failed: { type: "failed", error: NETWORK },
  retried: { type: "retried" },
  cancelled: { type: "cancelled" },
  "alt-text-edited": { type: "alt-text-edited", altText: "Boats" },
  "options-changed": {
    type: "options-changed",
    options: { category: "amplify_video", additionalOwners: ["12"] },
  },
};

/** One of each event that a post can meet. */
export const POST_EVENTS: EventsOf<PostEvent> = {
  "text-edited": { type: "text-edited", text: "Another text" },
  "account-chosen": { type: "account-chosen", accountId: "second" },
  "attachment-added": { type: "attachment-added", attachmentId: "second" },
  "attachment-removed": { type: "attachment-removed", attachmentId: "picture" },
  prefilled: { type: "prefilled", from: "A harbour", text: "A harbour at dusk" },
  "options-changed": {
    type: "options-changed",
    options: { ...NO_POST_OPTIONS, madeWithAi: true },
  },
  "attachment-moved": { type: "attachment-moved", attachmentId: "picture", toIndex: 1 },
  "attachment-set-aside": {
    type: "attachment-set-aside",
    attachmentId: "picture",
    untilMs: 56_000,
  },
  "removal-undone": { type: "removal-undone", attachmentId: "removed" },
  "removal-over": { type: "removal-over", attachmentId: "removed" },
  "hold-began": { type: "hold-began", untilMs: 70_000 },
  "hold-over": { type: "hold-over" },
  "schedule-requested": { type: "schedule-requested", atMs: 80_000 },
  "schedule-due": { type: "schedule-due" },
  "schedule-missed": { type: "schedule-missed" },
  "publish-requested": { type: "publish-requested", holdUntilMs: null },
  waiting: { type: "waiting", wait: RETRY_WAIT },
  "wait-over": { type: "wait-over" },
  "call-started": { type: "call-started", mediaIds: ["77"], userId: "12" },
  created: { type: "created", xPostId: "99", url: "https://x.com/i/status/99" },
  "answer-lost": { type: "answer-lost", error: jobError("network", "post") },
  "not-seen": { type: "not-seen", nextLookAtMs: 9000, xNowMs: 8000, userId: "12" },
  "look-failed": { type: "look-failed", nextLookAtMs: 9000 },
  "lookup-inconclusive": { type: "lookup-inconclusive", similarUrl: null },
  "surely-absent": { type: "surely-absent" },
  failed: { type: "failed", error: jobError("no-credits", "post") },
  retried: { type: "retried" },
  "returned-to-draft": { type: "returned-to-draft" },
  chained: { type: "chained", afterId: "before" },
  recalled: { type: "recalled" },
  located: { type: "located", xPostId: "78", url: "https://x.com/i/status/78" },
  cancelled: { type: "cancelled" },
  deleted: { type: "deleted", untilMs: 70_000, wasOpen: false },
  "deletion-undone": { type: "deletion-undone" },
};
