import { isInterruption } from "../errors/is-interruption";
import type { Conversion } from "../media/conversion";
import { cutAltText } from "./alt-text";
import { type Attachment, type CapturingAttachment, sameOptions } from "./attachment";
import type { AttachmentEvent } from "./attachment-event";
import { withoutTries, withProgress, withTry } from "./capture-tries";
import { NOTHING_MOVED, toConverting, toFailed, toUploading } from "./attachment-states";
import { toWantedFrame } from "./frame-transition";
import { moveSegments } from "./segment-plan";
import { convertedVideo, toProposedClip, toWantedClip, wholeFilm } from "./clip-transition";

/** What an event makes of an attachment whose bytes are on their way; null where it has no meaning. */
export function applyToCapturing(
  attachment: CapturingAttachment,
  event: AttachmentEvent,
): Attachment | null {
  switch (event.type) {
    case "capture-started":
      return withTry(attachment);
    case "bytes-received":
      return { ...attachment, transfer: event.transfer };
    case "run-stored":
      // Real progress: the next failure is a first one again.
      return {
        ...withProgress(attachment, event.transfer.doneBytes),
        transfer: event.transfer,
        ...(event.stream !== undefined && { stream: event.stream }),
        wait: null,
      };
    case "download-began":
      // What X has is of the bytes before, which may have been another file's.
      return {
        ...withoutStream(attachment),
        source: {
          ...attachment.source,
          ...(attachment.source.isOther === true && { isOther: false }),
          ...(event.isUnseen !== undefined && { isUnseen: event.isUnseen }),
          ...(event.isFromScreen !== undefined && { isFromScreen: event.isFromScreen }),
          ...(event.version !== undefined && { version: event.version }),
        },
        transfer: NOTHING_MOVED,
        mark: event.mark,
        early: null,
      };
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
      return { ...withoutTries(attachment), wait: event.wait };
    case "wait-over":
      return attachment.wait === null ? null : { ...attachment, wait: null };
    case "found-other":
      return { ...attachment, source: { ...attachment.source, isOther: true, isUnseen: true } };
    case "described":
      return {
        ...attachment,
        // What the person has already typed wins.
        altText: attachment.altText || cutAltText(event.altText),
        source: {
          ...attachment.source,
          pageTitle: event.pageTitle,
          shownSize: event.shownSize,
          ...(event.credit !== undefined && event.credit !== "" && { credit: event.credit }),
          ...(event.referrerPolicy !== undefined && { referrerPolicy: event.referrerPolicy }),
          ...(event.isOffered !== undefined && { isOffered: event.isOffered }),
          ...(event.isUnvouched !== undefined && { isUnvouched: event.isUnvouched }),
          ...(event.wantsScreen === true && { wantsScreen: true }),
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
      return (
        toWantedFrame({ ...attachment, source }, wholeFilm(media)) ??
        toWantedClip({ ...attachment, source }, wholeFilm(media)) ??
        toUploading({ ...attachment, source }, media, session)
      );
    }
    case "conversion-needed": {
      const { conversion } = event;
      const source = withTracksOf(withoutInlineBytes(attachment.source), conversion);
      return (
        toWantedFrame({ ...attachment, source }, convertedVideo(conversion)) ??
        toWantedClip({ ...attachment, source }, convertedVideo(conversion)) ??
        toConverting({ ...attachment, source }, conversion)
      );
    }
    case "clip-proposed": {
      const { type: _type, ...proposed } = event;
      const source = withoutInlineBytes(attachment.source);
      return (
        toWantedFrame({ ...attachment, source }, proposed.original) ??
        toProposedClip({ ...attachment, source }, proposed)
      );
    }
    case "options-changed":
      return { ...attachment, options: event.options, early: null };
    case "failed": {
      const cut = isInterruption(event.error) ? attachment : null;
      const stream = cut?.stream === undefined ? {} : { stream: cut.stream };
      const anew = { from: "capture", mark: cut?.mark ?? null, ...stream } as const;
      const { media = null, resume = anew } = event.captured ?? {};
      return toFailed(attachment, event.error, media, resume);
    }
    default:
      return null;
  }
}

/** What can be chosen of a stream is kept with its source: its pieces are joined soon. */
function withTracksOf(
  { tracks: _before, ...source }: Attachment["source"],
  conversion: Conversion,
): Attachment["source"] {
  const tracks = conversion.kind === "stream" ? conversion.tracks : undefined;
  return { ...source, ...(tracks !== undefined && { tracks }) };
}

function withoutStream({ stream: _over, ...attachment }: CapturingAttachment): CapturingAttachment {
  return attachment;
}

/** A `data:` address is the file itself: once stored or unwanted, keeping it would keep the file. */
export function withoutInlineBytes(source: Attachment["source"]): Attachment["source"] {
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
