import type { PictureEdit } from "../edit/picture-edit";
import type { JobError } from "../errors/job-error";
import type { ClipSpan } from "../media/clip-span";
import type { FilmHiding } from "../media/film-hiding";
import type { Conversion } from "../media/conversion";
import type { MediaInfo } from "../media/media-info";
import type { MediaMetadata } from "./metadata-value";
import type {
  AttachmentOptions,
  AttachmentResume,
  DownloadMark,
  EarlyUpload,
  ReadyAttachment,
  Subtitles,
  Transfer,
  UploadSession,
} from "./attachment";
import type { PageOffer, PixelSize } from "./capture-source";
import type { StreamMark } from "./stream-mark";
import type { ClipCut, OriginalVideo } from "./video-clip";
import type { Wait } from "./wait";

/** Everything that can happen to an attachment. Times are epoch milliseconds. */
export type AttachmentEvent =
  /** Bytes are on their way; what is not stored yet is lost with the worker. */
  | { readonly type: "capture-started" }
  | { readonly type: "bytes-received"; readonly transfer: Transfer }
  /** A run of bytes was stored, in the same transaction: a download that goes on, goes on behind it. */
  | {
      readonly type: "run-stored";
      readonly transfer: Transfer;
      /** Of a stream: how it goes on behind the run. */
      readonly stream?: StreamMark;
    }
  /** A download begins with the first byte of the file. */
  | {
      readonly type: "download-began";
      readonly mark: DownloadMark | null;
      /** These three: see {@link CaptureSource}; absent: as it was. */
      readonly isUnseen?: boolean;
      readonly isFromScreen?: boolean;
      readonly version?: number;
    }
  /** The page told what it says about the picture. */
  | {
      readonly type: "described";
      readonly altText: string;
      /** See {@link CaptureSource}. */
      readonly credit?: string;
      readonly pageTitle: string;
      readonly shownSize: PixelSize | null;
      readonly referrerPolicy?: string;
      /** The element shows nothing: its address is only named. */
      readonly isOffered?: boolean;
      /** See {@link CaptureSource}. */
      readonly isUnvouched?: boolean;
      readonly wantsScreen?: boolean;
      readonly offer?: PageOffer;
    }
  /** What came is another picture than the page shows. */
  | { readonly type: "found-other" }
  /** The person wants the pixels that the page shows instead. */
  | { readonly type: "shown-wanted" }
  | { readonly type: "moved"; readonly postId: string }
  /** Its post goes out with another account, to which X's media id is worth nothing. */
  | { readonly type: "account-changed"; readonly accountId: string }
  | { readonly type: "captured"; readonly media: MediaInfo }
  /** A thumbnail is about to be drawn of a film that X has. */
  | { readonly type: "thumbnail-begun" }
  | {
      readonly type: "thumbnail-drawn";
      readonly thumbnail: Uint8Array<ArrayBuffer>;
      /** Of which upload it was drawn: it means nothing to another one. Absent: of what is stored now. */
      readonly mediaId?: string;
    }
  /** X takes the bytes that are here already. */
  | {
      readonly type: "early-upload-opened";
      readonly early: EarlyUpload;
      /** What X was told: the person may have chosen otherwise meanwhile. */
      readonly options: AttachmentOptions;
    }
  /** The bytes are captured, or a stream's pieces are joined, and X would not take them as they are. */
  | { readonly type: "conversion-needed"; readonly conversion: Conversion }
  | { readonly type: "conversion-started" }
  | { readonly type: "conversion-progressed"; readonly percent: number | null }
  /** What was captured cannot be converted, and there is another version of it to capture. */
  | { readonly type: "version-refused"; readonly error: JobError }
  /** Stored together with the change of bytes, see `lib/store/converted-bytes.ts`. */
  | {
      readonly type: "converted";
      readonly media: MediaInfo;
      readonly thumbnail: Uint8Array<ArrayBuffer> | null;
      /** Which edit this is the outcome of: one that was edited anew meanwhile has no use for it. */
      readonly editId?: string;
      /** The same for a clip. */
      readonly span?: ClipSpan;
      /** And for what is hidden in it; absent for nothing. */
      readonly hidingId?: string;
    }
  /** The person has made another picture of a picture. Stored together with what was captured, see `lib/store/request-edit.ts`. */
  | { readonly type: "edit-requested"; readonly edit: PictureEdit; readonly editId: string }
  /** Only a part of a stored video keeps X's limits: one around the moment of the click is cut, where none was chosen before. */
  | {
      readonly type: "clip-proposed";
      readonly filmMs: number;
      readonly longestMs: number;
      readonly original: OriginalVideo;
    }
  /** The person wants a part of a video, or (null) all of it. `filmMs`: how long it is, as the page has measured. */
  | { readonly type: "clip-chosen"; readonly span: ClipSpan | null; readonly filmMs: number }
  /** How a clip is being cut. */
  | {
      readonly type: "clip-cut";
      readonly span: ClipSpan;
      readonly hidingId?: string;
      readonly cut: ClipCut;
    }
  /** The person hides something in a film, or nothing any more. `filmMs`: how long it is, as the page has measured. */
  | { readonly type: "film-hidden"; readonly hiding: FilmHiding; readonly filmMs: number }
  /** The person has agreed to lose the end of a video that is too long or too large. */
  | { readonly type: "trim-requested" }
  /** The person has chosen one of the streams that the error of a capture names. */
  | { readonly type: "stream-chosen"; readonly url: string }
  /** The person has chosen another sound of a stream, which is captured anew. */
  | { readonly type: "sound-chosen"; readonly soundId: string }
  /** The pieces of a stream were joined: `clockSecs` is the time of their first frame by the stream's clock. */
  | { readonly type: "film-joined"; readonly clockSecs: number }
  | { readonly type: "session-opened"; readonly session: UploadSession }
  /** Segments were cut off the file (where each ends) and are about to leave, or X has acknowledged some (their indices). */
  | {
      readonly type: "segments-moved";
      readonly cutEnds: readonly number[];
      readonly acknowledged: readonly number[];
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
  | { readonly type: "metadata-sent"; readonly metadata: MediaMetadata }
  | {
      readonly type: "subtitles-sent";
      readonly subtitles: ReadyAttachment["sentSubtitles"];
    }
  | { readonly type: "waiting"; readonly wait: Wait }
  | { readonly type: "wait-over" }
  | { readonly type: "upload-restarted"; readonly by: "itself" | "person" }
  /** X has refused the segments' size: all begins anew with smaller ones. */
  | { readonly type: "segments-refused"; readonly maxSegmentBytes: number }
  | {
      readonly type: "failed";
      readonly error: JobError;
      /** What is known of captured bytes that break a limit, and how they could be made to keep it. */
      readonly captured?: { readonly media: MediaInfo; readonly resume: AttachmentResume };
    }
  | { readonly type: "retried" }
  | { readonly type: "cancelled" }
  | { readonly type: "alt-text-edited"; readonly altText: string }
  | { readonly type: "subtitles-chosen"; readonly subtitles: Subtitles | null }
  | { readonly type: "options-changed"; readonly options: AttachmentOptions };
