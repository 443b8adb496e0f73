import { JobFailure, jobError } from "../errors/job-error";
import type { ConversionAnswer, ConversionRequest } from "../messages";
import type { MediaInfo } from "../media/media-info";

/** What asking for a conversion needs of the browser and the store. */
export interface ConversionEffects {
  /** Opens the page that converts, unless it is open. */
  openPage(): Promise<unknown>;
  /** Ends the page with all that it does; resolves when it is gone. */
  closePage(): Promise<void>;
  /** Resolves with the page's answer; rejects, or resolves with something else, when there is no page. */
  send(request: ConversionRequest): Promise<unknown>;
  /** When the attachment's record last changed, epoch milliseconds; null when it is gone. */
  readUpdatedAt(): Promise<number | null>;
  /** Resolves after a while, or as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Epoch milliseconds. */
  now(): number;
}

/** Converters report progress at least every few seconds: one that is silent for so long hangs. */
export const SILENCE_MS = 90_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Has the page that converts turn an attachment's stored bytes into something that X takes, and waits
 * for it. A page that is still at it since before the worker's last death is joined.
 *
 * @returns null when the page has died under way: the bytes may be converted anew
 * @throws `JobFailure` as the page names it, `conversion-failed` when it hangs; the signal's reason when aborted
 */
export async function requestConversion(
  attachmentId: string,
  effects: ConversionEffects,
  signal: AbortSignal,
): Promise<MediaInfo | null> {
  signal.throwIfAborted();
  await effects.openPage();
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  try {
    const answer = await Promise.race([
      effects.send({ type: "convert", attachmentId }).catch(asPageGone),
      watch(effects, ended),
    ]);
    signal.throwIfAborted();
    if (answer === "silent") {
      await effects.closePage();
      throw new JobFailure(
        jobError("conversion-failed", "conversion", { details: { name: "Silence" } }),
      );
    }
    if (!isConversionAnswer(answer)) return null;
    if (answer.ok) return answer.media;
    throw new JobFailure(answer.error);
  } finally {
    over.abort();
    if (signal.aborted) {
      // Nobody waits for the answer; a page that is gone has nothing to cancel.
      void effects.send({ type: "cancel-conversion", attachmentId }).catch(asPageGone);
    }
  }
}

/**
 * What a message means that the browser could not deliver, or whose page died before it answered: that there
 * is no answer, and the next step asks anew. The browser tells the two apart by words alone.
 */
function asPageGone(failure: unknown): null {
  if (!(failure instanceof Error)) throw failure;
  return null;
}

/** Resolves when the conversion has been silent for too long, or was aborted. */
async function watch(
  effects: ConversionEffects,
  ended: AbortSignal,
): Promise<"silent" | "aborted"> {
  const beganAtMs = effects.now();
  while (!ended.aborted) {
    await effects.sleep(LOOK_EVERY_MS, ended);
    const updatedAtMs = await effects.readUpdatedAt();
    if (effects.now() - Math.max(beganAtMs, updatedAtMs ?? 0) > SILENCE_MS) return "silent";
  }
  return "aborted";
}

function isConversionAnswer(answer: unknown): answer is ConversionAnswer {
  return typeof answer === "object" && answer !== null && "ok" in answer;
}
