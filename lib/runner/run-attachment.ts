import type { Captured } from "../capture/capture-attachment";
import { jobError, JobFailure } from "../errors/job-error";
import { hidingIdOf } from "../media/conversion";
import type { MediaInfo } from "../media/media-info";
import { getAttachment } from "../store/attachment-store";
import { updateAttachment } from "../store/update-attachment";
import type { FreshRuns } from "../store/fresh-runs";
import { storeConverted } from "../store/converted-bytes";
import type { ConnectX } from "../x/x-request";
import type {
  CapturingAttachment,
  ConvertingAttachment,
  ProcessingAttachment,
  UploadingAttachment,
} from "../jobs/attachment";
import { attemptStep } from "./attempt-step";
import { checkProcessing } from "../upload/check-processing";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { EarlyUploader } from "../upload/early-upload";
import { hasOtherVersion, nameUncleanable } from "./judge-conversion-failure";
import { proposeClip, proposeClipAfter } from "./propose-clip";
import { judgeWait, NEVER, type NextStep, NOW } from "./next-step";
import type { SegmentEffects } from "../upload/send-segments";
import { uploadAttachment } from "../upload/upload-attachment";

/** What running an attachment needs beside the store. */
export interface AttachmentEffects extends Omit<SegmentEffects, "x"> {
  readonly x: ConnectX;
  /**
   * Brings the bytes into the store.
   *
   * @param fresh keeps runs for the upload beside it
   * @throws `JobFailure`, `CaptureStopped`
   */
  capture(
    attachment: CapturingAttachment,
    fresh: FreshRuns,
    signal: AbortSignal,
  ): Promise<Captured>;
  /**
   * Makes what X takes from the stored bytes and stores it beside them; null when whoever did so has
   * died. @throws `JobFailure`
   */
  convert(
    attachment: ConvertingAttachment,
    signal: AbortSignal,
  ): Promise<ConvertedAttachment | null>;
  /** A small picture for the activity list, from the stored bytes; null when none can be drawn. */
  drawThumbnail(attachmentId: string, media: MediaInfo): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** What came of a conversion: what X takes, or a film whose conversion is the next step. */
export type ConvertedAttachment =
  | { readonly media: MediaInfo; readonly thumbnail: Uint8Array<ArrayBuffer> | null }
  | { readonly further: Extract<Captured, { verdict: "convert" | "trimmable" }> };

/**
 * Takes the one step that the stored state of an attachment calls for, and stores what came of it.
 * May be interrupted at any await: the next call goes on from the record.
 */
export async function stepAttachment(
  id: string,
  effects: AttachmentEffects,
  signal: AbortSignal,
): Promise<NextStep> {
  const attachment = await getAttachment(id);
  if (attachment === undefined) return NEVER;
  switch (attachment.state) {
    case "capturing":
      return afterWait(attachment, effects, () => captureAndSend(attachment, effects, signal));
    case "converting":
      return attemptStep(attachment, "conversion", effects, signal, () =>
        convert(attachment, effects, signal),
      );
    case "uploading":
      return afterWait(attachment, effects, () =>
        attemptStep(attachment, "upload", effects, signal, () =>
          upload(attachment, effects, signal),
        ),
      );
    case "processing":
      return afterWait(attachment, effects, async () =>
        attachment.nextCheckAtMs > effects.x.now()
          ? { due: "later", atMs: attachment.nextCheckAtMs }
          : attemptStep(attachment, "processing", effects, signal, () =>
              checkProcessing(attachment, effects.x.as(attachment.accountId), signal),
            ),
      );
    case "ready":
    case "failed":
    case "cancelled":
      return NEVER;
  }
}

/** Does what is due unless the record says to wait. */
async function afterWait(
  { id, accountId, wait }: CapturingAttachment | UploadingAttachment | ProcessingAttachment,
  { x }: AttachmentEffects,
  go: () => Promise<NextStep>,
): Promise<NextStep> {
  const verdict = await judgeWait(wait, accountId, x);
  if (verdict === "go") return go();
  if (verdict !== "over") return verdict;
  await updateAttachment(id, { type: "wait-over" }, x.now());
  return NOW;
}

/** What has arrived of a video goes on to X while the rest is still coming in. */
async function captureAndSend(
  attachment: CapturingAttachment,
  effects: AttachmentEffects,
  signal: AbortSignal,
): Promise<NextStep> {
  const early = new EarlyUploader(attachment.id, effects, signal);
  try {
    return await attemptStep(attachment, "capture", effects, signal, () =>
      capture(attachment, early.fresh, effects, signal),
    );
  } finally {
    await early.end();
  }
}

/** A file that has brought down so often whoever reads it, the worker or the converter, is given up. */
const MAX_ATTEMPTS = 3;

async function capture(
  attachment: CapturingAttachment,
  fresh: FreshRuns,
  effects: AttachmentEffects,
  signal: AbortSignal,
): Promise<AttachmentEvent> {
  if ((attachment.tries?.begun ?? 0) >= MAX_ATTEMPTS) {
    throw new JobFailure(jobError("capture-crashed", "capture"));
  }
  await updateAttachment(attachment.id, { type: "capture-started" }, effects.x.now());
  const captured = await effects.capture(attachment, fresh, signal);
  switch (captured.verdict) {
    case "as-is":
      return { type: "captured", media: captured.media };
    case "convert":
      return { type: "conversion-needed", conversion: captured.conversion };
    case "trimmable":
      return proposeClip(captured);
    default:
      return captured satisfies never;
  }
}

/** Stores its own outcome: the bytes change together with the record. */
async function convert(
  attachment: ConvertingAttachment,
  effects: AttachmentEffects,
  signal: AbortSignal,
): Promise<null> {
  const { id, attempts, conversion } = attachment;
  if (attempts >= MAX_ATTEMPTS) {
    throw nameUncleanable(new JobFailure(jobError("conversion-failed", "conversion")), conversion);
  }
  await updateAttachment(id, { type: "conversion-started" }, effects.x.now());
  const converted = await effects.convert(attachment, signal).catch(async (failure: unknown) => {
    signal.throwIfAborted();
    const proposed = proposeClipAfter(failure, attachment);
    if (proposed !== null) {
      await updateAttachment(id, proposed, effects.x.now());
      return null;
    }
    const named = nameUncleanable(failure, conversion);
    if (!(named instanceof JobFailure) || !(await hasOtherVersion(named, attachment))) throw named;
    await updateAttachment(id, { type: "version-refused", error: named.error }, effects.x.now());
    return null;
  });
  if (converted === null) return null;
  signal.throwIfAborted();
  if ("further" in converted) {
    const { further } = converted;
    const event =
      further.verdict === "convert"
        ? ({ type: "conversion-needed", conversion: further.conversion } as const)
        : proposeClip(further);
    await storeConverted(id, event, effects.x.now());
    return null;
  }
  const convertedFrom =
    conversion.kind === "frame" || conversion.kind === "edit"
      ? attachment.edited?.original.convertedFrom
      : conversion.source;
  await storeConverted(
    id,
    {
      type: "converted",
      ...converted,
      media: { ...converted.media, ...(convertedFrom !== undefined && { convertedFrom }) },
      ...(conversion.kind === "edit" && { editId: conversion.editId }),
      ...(conversion.kind === "clip" && { span: conversion.span, ...hidingIdOf(conversion) }),
    },
    effects.x.now(),
  );
  return null;
}

/** The thumbnail is drawn while the bytes go up: nobody waits for it. */
async function upload(
  attachment: UploadingAttachment,
  effects: AttachmentEffects,
  signal: AbortSignal,
): Promise<AttachmentEvent> {
  const x = effects.x.as(attachment.accountId);
  const [event] = await Promise.all([
    uploadAttachment(attachment, { ...effects, x }, signal),
    addThumbnail(attachment, effects),
  ]);
  return event;
}

async function addThumbnail(
  { id, media, thumbnail }: UploadingAttachment,
  { x, drawThumbnail }: AttachmentEffects,
): Promise<void> {
  const drawn = thumbnail === null ? await drawThumbnail(id, media) : null;
  if (drawn !== null) {
    await updateAttachment(id, { type: "thumbnail-drawn", thumbnail: drawn }, x.now());
  }
}
