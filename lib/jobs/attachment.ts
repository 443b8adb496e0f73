import type { CaptureSource } from "./capture-source";
import type { Rung } from "./rung";
import type { PictureEdit } from "../edit/picture-edit";
import type { JobError } from "../errors/job-error";
import type { Conversion } from "../media/conversion";
import type { MediaInfo, MediaType } from "../media/media-info";
import type { SubtitleFormat } from "../media/subtitles";
import type { MediaMetadata } from "./metadata-value";
import type { UploadCategory } from "./upload-category";
import type { SegmentProgress } from "./segment-plan";
import type { StreamMark } from "./stream-mark";
import type { VideoClip } from "./video-clip";
import type { Wait } from "./wait";

/** What a person may choose for one attachment before it is uploaded. */
export interface AttachmentOptions {
  /** `amplify_video` instead of `tweet_video`; null: by the type of the bytes. */
  readonly category: UploadCategory | null;
  /** X user ids (up to 19 digits) that may use the media too. */
  readonly additionalOwners: readonly string[];
}

/** Whether X would be told the same. */
export function sameOptions(a: AttachmentOptions, b: AttachmentOptions): boolean {
  return a.category === b.category && a.additionalOwners.join(",") === b.additionalOwners.join(",");
}

/** Subtitles for a video, in one language. */
export interface Subtitles {
  /** Made anew for each chosen file. */
  readonly id: string;
  /** As the person's file has them: at most 1 MB, X's limit. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fileName: string;
  readonly format: SubtitleFormat;
  /** Two capital letters. */
  readonly languageCode: string;
  /** Their times are those of all of the film: of a part of it X gets what is shown there. WebVTT; absent: times of what is posted. */
  readonly isOfFilm?: boolean;
}

/**
 * X's side of a segmented upload. Valid until `expiresAtMs`, over any number of worker restarts: the
 * segments that were cut keep their ranges, since X may have one whose answer was lost.
 */
export interface UploadSession extends SegmentProgress {
  readonly mediaId: string;
  readonly mediaKey: string | null;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
  /** How long X took to open the upload, in milliseconds: at most that is the link's round trip. */
  readonly roundTripMs: number;
}

/** Speed of the bytes under way, as last measured. */
export interface Transfer {
  readonly doneBytes: number;
  /** Null when the site does not tell. */
  readonly totalBytes: number | null;
  readonly bytesPerSecond: number;
}

/** What a site has promised about a file that is being downloaded, so that the rest can be asked for later. */
export interface DownloadMark {
  /** A strong ETag, or a Last-Modified date: as long as it holds, the file has not changed. */
  readonly validator: string;
  readonly totalBytes: number;
  /** How the site was asked when it answered so. */
  readonly rung: Rung;
  /** The file's address; absent: that of the source. */
  readonly url?: string;
}

interface AttachmentBase {
  readonly id: string;
  readonly postId: string;
  /** The account that uploads it, always that of its post: X lets nobody else use the media id. */
  readonly accountId: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly source: CaptureSource;
  readonly options: AttachmentOptions;
  /** At most 1000 characters; prefilled from the page. */
  readonly altText: string;
  /** Null for none, and for all but videos. */
  readonly subtitles: Subtitles | null;
  /** A picture of at most 160 px a side for the activity list, which outlives the bytes; null when none could be drawn. */
  readonly thumbnail: Uint8Array<ArrayBuffer> | null;
  /** How often drawing one of a film was begun; absent for never, and in records of earlier versions. */
  readonly thumbnailTries?: number;
  /** How often the upload was started anew by itself (expired media id, X's internal error). */
  readonly freshUploads: number;
  /** Absent as long as the picture goes out as it was captured, and in records of earlier versions. */
  readonly edited?: EditedPicture;
  /** The part of a video that is posted; absent as long as all of it is, and in records of earlier versions. */
  readonly clip?: VideoClip;
}

/** A picture that the person has made another one of; what was captured stays stored until the post is out. */
export interface EditedPicture {
  readonly edit: PictureEdit;
  /** What was captured. */
  readonly original: MediaInfo;
}

/** An upload that has begun while its bytes are still coming in, on the word of the site and of the first bytes. */
export interface EarlyUpload {
  readonly mediaType: MediaType;
  /** As the site has told. */
  readonly totalBytes: number;
  readonly session: UploadSession;
}

/** The bytes are on their way from the page to the store. */
export interface CapturingAttachment extends AttachmentBase {
  readonly state: "capturing";
  readonly transfer: Transfer;
  /** Null before type and size are known, and for an image, which goes in one call. */
  readonly early: EarlyUpload | null;
  /** With it an interrupted download goes on where it stopped; null: it begins anew. */
  readonly mark: DownloadMark | null;
  /** The same for a stream; absent where none is being fetched. */
  readonly stream?: StreamMark;
  readonly wait: Wait | null;
  /** Missing before the first try, and in records of earlier versions. */
  readonly tries?: CaptureTries;
}

/** The captured bytes are stored, and something that X takes is made from them. */
export interface ConvertingAttachment extends AttachmentBase {
  readonly state: "converting";
  readonly conversion: Conversion;
  /** 0 to 100; null while nobody can tell. */
  readonly percent: number | null;
  /** How often it was begun: a file that brings the converter down is not tried for ever. */
  readonly attempts: number;
}

/** The bytes are stored; X does not have all of them yet. */
export interface UploadingAttachment extends AttachmentBase {
  readonly state: "uploading";
  readonly media: MediaInfo;
  readonly transfer: Transfer;
  /** Null for an image, which goes in one call, and before X has answered initialize. */
  readonly session: UploadSession | null;
  /** The largest segment worth trying after X has refused larger ones; null when it has refused none. */
  readonly maxSegmentBytes: number | null;
  readonly wait: Wait | null;
}

/** X has all bytes and works on them. */
export interface ProcessingAttachment extends AttachmentBase {
  readonly state: "processing";
  readonly media: MediaInfo;
  readonly session: UploadSession;
  /** Epoch milliseconds: X asked not to be polled earlier. */
  readonly nextCheckAtMs: number;
  /** Epoch milliseconds after which we stop believing in an end. */
  readonly deadlineAtMs: number;
  /** 0 to 100 as X says; null when it does not. */
  readonly percent: number | null;
  readonly wait: Wait | null;
}

/** X will accept the media id in a post. */
export interface ReadyAttachment extends AttachmentBase {
  readonly state: "ready";
  readonly media: MediaInfo;
  readonly mediaId: string;
  readonly mediaKey: string | null;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
  /** What X was told: telling is billed, so it is not done twice. */
  readonly sentMetadata: MediaMetadata;
  /** The subtitles that X has for this upload; null: none. */
  readonly sentSubtitles: Pick<Subtitles, "id" | "languageCode"> | null;
}

/** Stopped by an error; a retry goes on from `resume`. */
export interface FailedAttachment extends AttachmentBase {
  readonly state: "failed";
  readonly error: JobError;
  readonly media: MediaInfo | null;
  readonly resume: AttachmentResume;
}

/** Where a retry goes on: from the page, from the stored bytes, or from X's own session. */
export type AttachmentResume =
  | {
      readonly from: "capture";
      readonly mark: DownloadMark | null;
      /** See {@link CapturingAttachment}. */
      readonly stream?: StreamMark;
    }
  | { readonly from: "conversion"; readonly conversion: Conversion }
  | { readonly from: "upload"; readonly media: MediaInfo; readonly session: UploadSession | null }
  | { readonly from: "processing"; readonly media: MediaInfo; readonly session: UploadSession };

/** Ended by the person; the bytes are freed. */
export interface CancelledAttachment extends AttachmentBase {
  readonly state: "cancelled";
}

/** One image, GIF or video on its way from a page to X. */
export type Attachment =
  | CapturingAttachment
  | ConvertingAttachment
  | UploadingAttachment
  | ProcessingAttachment
  | ReadyAttachment
  | FailedAttachment
  | CancelledAttachment;

/** The names of the states, which are also the popup's `data-state` values. */
export type AttachmentState = Attachment["state"];

/** An attachment that the worker has something to do for. */
export type BusyAttachment =
  | CapturingAttachment
  | ConvertingAttachment
  | UploadingAttachment
  | ProcessingAttachment;

/** Whether what is to be posted is still on its way into the store: nobody can see it yet. */
export function isMediaComing({ state }: Attachment): boolean {
  return state === "capturing" || state === "converting";
}

/** Whether the worker has something to do for the attachment. */
export function isAttachmentBusy(attachment: Attachment): attachment is BusyAttachment {
  return (
    attachment.state === "capturing" ||
    attachment.state === "converting" ||
    attachment.state === "uploading" ||
    attachment.state === "processing"
  );
}

/** How often a capture was begun and not heard of again: a file that brings its worker down is not tried for ever. */
export interface CaptureTries {
  /** Counted before each begin; what ends with an outcome of its own, a wait too, starts the count again. */
  readonly begun: number;
  /** The furthest that any of them came: to come further is progress, and starts the count again, too. */
  readonly reachedBytes: number;
}
