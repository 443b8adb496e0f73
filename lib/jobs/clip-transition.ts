import {
  type ClipSpan,
  isWholeFilm,
  limitSpan,
  proposeSpan,
  sameSpan,
  type SpanLimits,
} from "../media/clip-span";
import type { Conversion, ConversionReason } from "../media/conversion";
import type { FilmHiding } from "../media/film-hiding";
import type { MediaInfo } from "../media/media-info";
import type { FilmWindow } from "../media/stream-run";
import type {
  Attachment,
  CapturingAttachment,
  ConvertingAttachment,
  UploadingAttachment,
} from "./attachment";
import { toCapturing, toConverting, toUploading } from "./attachment-states";
import type { OriginalVideo, VideoClip } from "./video-clip";

/** What is stored of a video or GIF of which a part can be chosen, or something hidden; null where there is none, or not all of it yet. */
export function clippableOf(attachment: Attachment): OriginalVideo | null {
  const { clip } = attachment;
  switch (attachment.state) {
    case "uploading":
    case "processing":
    case "ready":
      return clip?.original ?? wholeFilm(attachment.media);
    case "converting":
      return attachment.conversion.kind === "clip" ? (clip?.original ?? null) : null;
    case "failed": {
      const { media, resume } = attachment;
      if (resume.from === "capture") return null;
      if (clip !== undefined) return clip.original;
      if (media !== null) return wholeFilm(media);
      const isVideo = resume.from === "conversion" && resume.conversion.kind === "video";
      return isVideo ? { source: resume.conversion.source, media: null } : null;
    }
    case "capturing":
    case "cancelled":
      return null;
  }
}

/** A captured video or GIF that X takes as it is; null for what does not move. */
export function wholeFilm(media: MediaInfo): OriginalVideo | null {
  const isFilm = media.category === "tweet_video" || isMovingGif(media);
  if (!isFilm) return null;
  return { source: { type: media.mediaType, totalBytes: media.totalBytes }, media };
}

function isMovingGif({ category, isAnimated }: MediaInfo): boolean {
  return category === "tweet_gif" && isAnimated;
}

/**
 * A video or GIF of which a part is to be cut. Whatever X has of it by now is forgotten: the media id is that of
 * another film.
 */
export function toClipped(attachment: Attachment, clip: VideoClip): ConvertingAttachment | null {
  const { cut: _cut, ...wanted } = clip;
  if (wanted.original === null) return null;
  return toConverting({ ...attachment, clip: wanted }, clipOf(wanted.original, wanted));
}

/** How a part is cut of a stored video. */
export function clipOf(
  { source, window }: OriginalVideo,
  { span, hiding }: Pick<VideoClip, "span" | "hiding">,
  because?: ConversionReason,
): Conversion {
  const startsAtMs = window?.startMs;
  return {
    kind: "clip",
    source,
    span,
    ...(startsAtMs !== undefined && { startsAtMs }),
    ...(because !== undefined && { because }),
    ...(hiding !== undefined && { hiding }),
  };
}

/** The video that is to be converted; null for anything else. */
export function convertedVideo(conversion: Conversion): OriginalVideo | null {
  return conversion.kind === "video" ? { source: conversion.source, media: null } : null;
}

/** The part that was wanted before a video was captured (once more), of what came; null where none was. */
export function toWantedClip(
  attachment: Attachment,
  original: OriginalVideo | null,
): ConvertingAttachment | null {
  const { clip } = attachment;
  if (original?.window !== undefined) return toFetchedClip(attachment, original, original.window);
  if (clip === undefined || clip.original !== null || original === null) return null;
  const filmMs = original.media?.durationMs ?? clip.filmMs;
  const { longestMs } = clip;
  const span = filmMs === null ? clip.span : limitSpan(clip.span, { filmMs, longestMs });
  return toClipped(attachment, { ...clip, span, filmMs, longestMs, original });
}

/** The part for which the pieces of a stream were fetched; what of it they do not hold is left out. */
function toFetchedClip(
  attachment: Attachment,
  original: OriginalVideo,
  window: FilmWindow,
): ConvertingAttachment | null {
  const { filmMs, longestMs } = window;
  const wanted = wantedSpan(attachment, window);
  const held = {
    startMs: Math.max(wanted.startMs, Math.ceil(window.startMs)),
    endMs: Math.min(wanted.endMs, Math.floor(window.endMs)),
  };
  const span = limitSpan(held, { filmMs, longestMs });
  return toClipped(attachment, { ...attachment.clip, span, filmMs, longestMs, original });
}

/** Which part of a long film is wanted: the one that was chosen, else one around the frame that is wanted, or the moment of the click. */
export function wantedSpan(
  { clip, source }: Pick<Attachment, "clip" | "source">,
  { filmMs, longestMs }: SpanLimits,
): ClipSpan {
  const atMs = source.frameAtMs ?? source.offer?.film?.atMs ?? null;
  const proposed = () => proposeSpan(filmMs, atMs, longestMs ?? filmMs);
  return limitSpan(clip?.span ?? proposed(), { filmMs, longestMs });
}

/**
 * A part of a video that is too long or too large: the one that was wanted before, else one around the moment of the
 * click.
 */
export function toProposedClip(
  attachment: Attachment,
  film: {
    readonly filmMs: number;
    readonly longestMs: number;
    readonly original: OriginalVideo;
  },
): ConvertingAttachment | null {
  return toClipped(attachment, { ...attachment.clip, ...film, span: wantedSpan(attachment, film) });
}

/**
 * What the person's choice makes of a video or GIF: another part of it, or all of it.
 *
 * @param span null: all of it
 * @param filmMs how long it is, as the page that shows it has measured
 * @returns null where it has no meaning: no video that is stored, the part that is chosen already, or all of a
 *   video of which X takes but a part
 */
export function toChosenClip(
  attachment: Attachment,
  span: ClipSpan | null,
  filmMs: number,
): Attachment | null {
  const original = clippableOf(attachment);
  if (original === null) return null;
  const { clip } = attachment;
  const longestMs = clip?.longestMs ?? null;
  if (span === null || (longestMs === null && isWholeFilm(span, filmMs))) {
    if (clip === undefined || longestMs !== null) return null;
    if (clip.hiding === undefined) {
      return original.window === undefined
        ? toWhole(attachment, original)
        : toAllCaptured(attachment);
    }
  }
  const limited =
    span === null
      ? { startMs: 0, endMs: Math.floor(filmMs) }
      : limitSpan(span, { filmMs, longestMs });
  if (clip !== undefined && sameSpan(clip.span, limited)) return null;
  if (clip !== undefined && !isFetched(limited, original)) {
    return toCapturing({ ...attachment, clip: { ...clip, span: limited } }, null);
  }
  return toClipped(attachment, { ...clip, span: limited, filmMs, longestMs, original });
}

/** Whether a part lies in what was fetched of its film. */
function isFetched({ startMs, endMs }: ClipSpan, { window }: OriginalVideo): boolean {
  return window === undefined || (startMs >= window.startMs && endMs <= window.endMs);
}

/**
 * Hides something else in a film than before, in the part of it that is posted. Whatever X has of it by now is
 * forgotten.
 *
 * @param hiding without any part: nothing is hidden any more
 * @param filmMs how long all of it is, as the page that shows it has measured
 * @returns null where it has no meaning: no film that is stored, or nothing that changes
 */
export function toHidden(
  attachment: Attachment,
  hiding: FilmHiding,
  filmMs: number,
): Attachment | null {
  const original = clippableOf(attachment);
  const { clip } = attachment;
  if (original === null) return null;
  const { hiding: before, ...former } = clip ?? {
    span: { startMs: 0, endMs: Math.floor(filmMs) },
    filmMs,
    longestMs: null,
    original,
  };
  if (hiding.parts.length > 0) return toClipped(attachment, { ...former, original, hiding });
  if (before === undefined) return null;
  const isWhole = former.longestMs === null && isWholeFilm(former.span, former.filmMs ?? filmMs);
  return isWhole ? toWhole(attachment, original) : toClipped(attachment, { ...former, original });
}

/** All of a stream, of which a part was fetched. */
function toAllCaptured({ clip: _clip, ...attachment }: Attachment): CapturingAttachment {
  const source = { ...attachment.source, wantsAll: true };
  return toCapturing({ ...attachment, source }, null);
}

/** All of a video: it lies stored as it was before a part of it was chosen. */
function toWhole(
  { clip: _clip, ...attachment }: Attachment,
  { source, media }: OriginalVideo,
): ConvertingAttachment | UploadingAttachment {
  return media === null
    ? toConverting(attachment, { kind: "video", source, trimToMs: null })
    : toUploading(attachment, media, null);
}
