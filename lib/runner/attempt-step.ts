import { CaptureStopped } from "../errors/capture-stopped";
import { type JobError, type Stage, toJobError } from "../errors/job-error";
import { getAttachment } from "../store/attachment-store";
import { deleteBytes } from "../store/byte-store";
import { updateAttachment } from "../store/update-attachment";
import type { XNetwork } from "../x/x-request";
import {
  type Attachment,
  type CapturingAttachment,
  isAttachmentBusy,
  type ProcessingAttachment,
  type UploadingAttachment,
} from "../jobs/attachment";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { NEVER, type NextStep, NOW } from "./next-step";
import {
  decideCaptureWait,
  decideProcessingRetry,
  decideUploadRetry,
  type FailedTry,
  type RetryDecision,
  waitOrStop,
} from "../jobs/retry-policy";
import { largestUnacknowledgedBytes, smallerSegmentBytes } from "../jobs/segment-plan";

/** What deciding about a failure needs of the surroundings. */
export interface AttemptEffects {
  readonly x: XNetwork;
  /** A number in [0, 1). */
  random(): number;
}

/**
 * Runs a step of an attachment and stores its outcome; a failure becomes a wait, a fresh upload or a
 * failed state. What was cancelled meanwhile stays as whoever did so has stored it.
 *
 * @param step resolves with null when it has stored its outcome itself
 */
export async function attemptStep(
  attachment: Attachment,
  stage: Stage,
  effects: AttemptEffects,
  signal: AbortSignal,
  step: () => Promise<AttachmentEvent | null>,
): Promise<NextStep> {
  let event: AttachmentEvent | null;
  try {
    event = await step();
  } catch (failure) {
    // Cancelled or removed: whoever did that has stored it.
    if (signal.aborted || failure instanceof CaptureStopped) return NEVER;
    event = eventOfFailure(
      (await getAttachment(attachment.id)) ?? attachment,
      failure,
      stage,
      effects,
    );
    // On a full disk even the failure finds no room, until the useless part of the file is gone.
    if (event.type === "failed" && event.error.code === "storage-full" && stage === "capture") {
      await deleteBytes(attachment.id);
    }
  }
  // Without an event the step has stored its outcome itself.
  if (event === null) return NOW;
  // What X has answered to one account says nothing to another, with whom it may go by now.
  const isOfAccount = stage === "upload" || stage === "processing";
  const accountId = isOfAccount ? attachment.accountId : undefined;
  const stored = await updateAttachment(attachment.id, event, effects.x.now(), accountId);
  return stored === undefined || isAttachmentBusy(stored.attachment) ? NOW : NEVER;
}

function eventOfFailure(
  attachment: Attachment,
  failure: unknown,
  stage: Stage,
  effects: AttemptEffects,
): AttachmentEvent {
  const error = toJobError(failure, stage);
  // What a conversion has failed at once it fails at again.
  if (!isAttachmentBusy(attachment) || attachment.state === "converting") {
    return { type: "failed", error };
  }
  const decision = decide(attachment, error, {
    attempts: (attachment.wait?.attempts ?? 0) + 1,
    nowMs: effects.x.now(),
    random: effects.random(),
    isOnline: effects.x.isOnline(),
  });
  switch (decision.action) {
    case "wait":
      return { type: "waiting", wait: decision.wait };
    case "upload-again":
      return { type: "upload-restarted", by: "itself" };
    case "smaller-segments":
      return { type: "segments-refused", maxSegmentBytes: decision.maxSegmentBytes };
    case "stop":
      return { type: "failed", error };
  }
}

function decide(
  attachment: CapturingAttachment | UploadingAttachment | ProcessingAttachment,
  error: JobError,
  tried: FailedTry,
): RetryDecision {
  switch (attachment.state) {
    case "capturing": {
      const canGoOn = attachment.mark !== null || attachment.stream !== undefined;
      return waitOrStop(decideCaptureWait(error, tried, canGoOn));
    }
    case "uploading":
      return decideUploadRetry(
        error,
        tried,
        attachment.freshUploads,
        smallerThanRefused(attachment),
      );
    // X has every segment: whatever it finds too large, they are not.
    case "processing":
      return decideProcessingRetry(error, tried, attachment.freshUploads);
  }
}

function smallerThanRefused({ session, media }: UploadingAttachment): number | null {
  if (session === null) return null;
  return smallerSegmentBytes(media.totalBytes, largestUnacknowledgedBytes(session));
}
