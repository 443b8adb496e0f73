import type { Captured } from "../capture/capture-attachment";
import { JobFailure } from "../errors/job-error";
import { trimLengthOf } from "../errors/next-action";
import type { ConvertingAttachment } from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";

type Proposed = Extract<AttachmentEvent, { type: "clip-proposed" }>;

/** Of a stored video that breaks a limit a part is to be posted. */
export function proposeClip({
  media,
  conversion,
  trimToMs,
}: Extract<Captured, { verdict: "trimmable" }>): Proposed {
  const filmMs = media.durationMs ?? trimToMs;
  return {
    type: "clip-proposed",
    filmMs,
    longestMs: trimToMs,
    original: { source: conversion.source, media },
  };
}

/**
 * The same where only the conversion has found out how long the video is.
 *
 * @returns null for any other failure
 */
export function proposeClipAfter(
  failure: unknown,
  { conversion }: ConvertingAttachment,
): Proposed | null {
  if (!(failure instanceof JobFailure) || conversion.kind !== "video") return null;
  const { error } = failure;
  const longestMs = trimLengthOf(error);
  const filmMs = error.code === "too-long" ? error.details.filmMs : undefined;
  if (conversion.trimToMs !== null || longestMs === null || filmMs === undefined) return null;
  return {
    type: "clip-proposed",
    filmMs,
    longestMs,
    original: { source: conversion.source, media: null },
  };
}
