import { JobFailure, jobError, toJobError } from "../errors/job-error";
import { getAccount } from "../store/account-store";
import { getAttachment } from "../store/attachment-store";
import { updateAttachment } from "../store/update-attachment";
import { openStoredBytes } from "../store/read-bytes";
import { openConvertedBytes, outcomeIdOf, overwriteConverted } from "../store/converted-bytes";
import { openOriginalBytes } from "../store/request-edit";
import { sameSpan } from "../media/clip-span";
import { type Conversion, hidingIdOf } from "../media/conversion";
import type { MediaBytes } from "../media/media-bytes";
import type { MediaInfo } from "../media/media-info";
import { stripFilm } from "../media/strip/strip-film";
import { isInPlace } from "../media/strip/stripped";
import { tierOf } from "../media/media-limits";
import { conversionFailure } from "./conversion-failure";
import { demandLimits, judgeConverted, type Outcome } from "./judge-converted";
import { isOfDecoder } from "./decoder-failure";
import type { PromisedFilm } from "./promised-film";
import { openConvertedFile } from "./converted-file";
import type { ConversionTask } from "./conversion-task";
import { watchReads, watchWrites } from "./watch-work";

/** Converts bytes of a kind, and promises what a film that is made has to be; which kinds it can depends on where it runs. */
export type Convert = (
  conversion: Conversion,
  task: ConversionTask,
) => Promise<PromisedFilm | null>;

/**
 * Converts the stored bytes of an attachment in state `converting`; the outcome is stored behind them
 * and takes their place with the machine's next event. Progress is stored; an attachment that is no
 * longer converting ends it.
 *
 * @param onWork called whenever something was read, written or reported
 * @throws `JobFailure` with what is wrong with the file, `conversion-wrong` where what came out is not all of it: the
 *   source stays as it is; the signal's reason when aborted
 */
export async function runConversion(
  attachmentId: string,
  convert: Convert,
  onWork: () => void,
  signal?: AbortSignal,
): Promise<MediaInfo> {
  const attachment = await getAttachment(attachmentId);
  if (attachment?.state !== "converting") throw conversionFailure("conversion-failed");
  const { conversion } = attachment;
  const source = await openSource(attachmentId, conversion);
  if (source === null) throw sourceGone(conversion);
  const fileId = outcomeIdOf(attachmentId, conversion);
  const ended = new AbortController();
  const tier = tierOf(await getAccount(attachment.accountId));
  const runOnce = async (
    mustEncode: ConversionTask["mustEncode"],
    isDamaged = false,
  ): Promise<Outcome> => {
    const task: ConversionTask = {
      source: watchReads(source, onWork),
      type: conversion.source.type,
      tier,
      signal: AbortSignal.any([...(signal ? [signal] : []), ended.signal]),
      mustEncode,
      isDamaged,
      report: createReporter(attachmentId, ended, onWork),
      file: watchWrites(await openConvertedFile(attachmentId, fileId), onWork),
    };
    const promised = await convert(conversion, task).catch((failure: unknown) => {
      throw task.signal.aborted ? failure : nameFailure(failure);
    });
    task.signal.throwIfAborted();
    await task.file.close();
    if (conversion.kind === "clip" && promised !== null) {
      const { span, startsAtMs = 0 } = conversion;
      const way = promised.isCopied ? "key-frames" : "exact";
      const cut = { way, startMs: Math.round(startsAtMs + promised.startMs) } as const;
      const made = { span, ...hidingIdOf(conversion), cut };
      await updateAttachment(attachmentId, { type: "clip-cut", ...made }, Date.now());
    }
    const clockSecs = promised?.clockSecs;
    if (
      conversion.kind === "stream" &&
      conversion.tracks !== undefined &&
      clockSecs !== undefined
    ) {
      await updateAttachment(attachmentId, { type: "film-joined", clockSecs }, Date.now());
    }
    return judgeConverted(await openConvertedBytes(fileId), promised);
  };
  const isFilm = conversion.kind === "video" || conversion.kind === "clip";
  /** A second time, where what is damaged stopped a decoder, or left something out. */
  const run = async (mustEncode: ConversionTask["mustEncode"]): Promise<Outcome> => {
    const outcome = await runOnce(mustEncode).catch((failure: unknown) => {
      if (isFilm && isOfDecoder(failure)) return null;
      throw failure;
    });
    const isWhole = outcome !== null && (!isFilm || outcome.isCopied || outcome.broken === null);
    return isWhole ? outcome : runOnce(mustEncode, true);
  };
  const isRefused = "because" in conversion && conversion.because === "refused";
  let outcome = await run(isRefused ? "all" : null);
  // What was only copied may keep what X refuses: an interlaced film in another container, say.
  if (outcome.isCopied && outcome.fault !== null) outcome = await run("picture");
  // Whoever has joined this conversion since may want what the person has made of it by now.
  if (!(await isStillWanted(attachmentId, conversion))) {
    return runConversion(attachmentId, convert, onWork, signal);
  }
  const { media, broken } = outcome;
  if (broken !== null) throw conversionFailure("conversion-wrong", { name: broken });
  demandLimits(media, conversion, tier);
  // Of a coding that X does not take nobody knows where its samples lie; what is made of such a film is cleaned.
  const isMadeYet = conversion.kind === "stream" && outcome.isForeign;
  // The browser writes nothing but pixels and colours into a picture.
  if (media.mediaType === "video/mp4" && !isMadeYet) await cleanFilm(attachmentId, fileId);
  const isCodedAnew =
    media.category === "tweet_video" && conversion.kind !== "stream" && !outcome.isCopied;
  return { ...media, ...(isCodedAnew && { isCodedAnew }) };
}

/** Takes out what the multiplexer tells: its name, and when the film was made. */
async function cleanFilm(attachmentId: string, fileId: string): Promise<void> {
  const file = await openConvertedBytes(fileId);
  const stripped = await stripFilm(file);
  if (stripped.outcome === "clean") return;
  const isCleaned =
    stripped.outcome === "cleaned" &&
    isInPlace(stripped.pieces) &&
    (await overwriteConverted(attachmentId, file, stripped.pieces, fileId));
  if (!isCleaned) throw conversionFailure("conversion-failed", { name: "HiddenData" });
}

function openSource(attachmentId: string, conversion: Conversion): Promise<MediaBytes | null> {
  switch (conversion.kind) {
    case "frame":
      return openStoredBytes(conversion.videoId);
    case "edit":
      return openOriginalBytes(attachmentId);
    default:
      return openStoredBytes(attachmentId);
  }
}

/** Whether an edit or a clip is the one that the person has chosen last; true for all else. */
async function isStillWanted(attachmentId: string, made: Conversion): Promise<boolean> {
  const attachment = await getAttachment(attachmentId);
  // Nobody takes the outcome of one that was cancelled; there is nothing else to make of it.
  if (attachment?.state !== "converting") return true;
  const { conversion } = attachment;
  if (conversion.kind === "edit") return made.kind !== "edit" || conversion.editId === made.editId;
  if (conversion.kind === "clip") {
    if (made.kind !== "clip") return true;
    return sameSpan(conversion.span, made.span) && conversion.hiding?.id === made.hiding?.id;
  }
  return true;
}

const REPORT_EVERY_MS = 400;

/** Stores progress now and then; an attachment that has no use for it any more ends the work. */
function createReporter(
  attachmentId: string,
  ended: AbortController,
  onWork: () => void,
): ConversionTask["report"] {
  let reportedAtMs = 0;
  return async (percent) => {
    onWork();
    if (Date.now() - reportedAtMs < REPORT_EVERY_MS) return;
    reportedAtMs = Date.now();
    const event = { type: "conversion-progressed", percent } as const;
    const updated = await updateAttachment(attachmentId, event, Date.now());
    if (updated?.applied !== true) ended.abort();
  };
}

/** What codecs throw has no code of ours: it says that this file does not decode, whatever it is named. */
function nameFailure(failure: unknown): unknown {
  const { code, details } = toJobError(failure, "conversion");
  return code === "unexpected"
    ? conversionFailure("conversion-failed", details, { cause: failure })
    : failure;
}

/** Neither a frame nor an edit can be captured anew: what it is made of may be gone for good. */
function sourceGone(conversion: Conversion): JobFailure {
  return conversion.kind === "frame" || conversion.kind === "edit"
    ? conversionFailure("conversion-failed", { name: "NoSource" })
    : new JobFailure(jobError("bytes-gone", "conversion"));
}
