import { captureFailure } from "../../errors/capture-failure";
import { JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import type { CaptureEffects } from "../capture-effects";
import type { OpenSinks } from "./open-sinks";
import { receiveFile } from "./receive-file";

/** What reading pixels off the screen needs of the browser and the store. */
export type ScreenEffects = Pick<CaptureEffects, "drawInFrame" | "cutFromTab"> & OpenSinks;

/** A page that takes longer is busy with itself. */
const DRAWN_WITHIN_MS = 4_000;

/**
 * Stores the pixels that a page shows of a picture, as a PNG: drawn by the page in the picture's own size, or,
 * where the page must not read what it shows (a picture of another site, a drawing with one in it), cut out of
 * the tab's picture in the size that it has on the screen.
 *
 * @throws `JobFailure` as {@link receiveFile}, where neither can be had; what the sink throws
 */
export async function readScreen(
  source: CaptureSource,
  effects: ScreenEffects,
  signal: AbortSignal,
): Promise<void> {
  const drawing = { ...effects, readInFrame: effects.drawInFrame };
  const late = AbortSignal.timeout(DRAWN_WITHIN_MS);
  try {
    const either = AbortSignal.any([signal, late]);
    await receiveFile(source, "force-cache", null, drawing, either);
  } catch (failure) {
    signal.throwIfAborted();
    if (!(failure instanceof JobFailure) || late.aborted) throw nameTimeout(failure);
    const cut = await effects.cutFromTab(source);
    signal.throwIfAborted();
    if (cut === null) throw failure;
    const sink = effects.openSink(null);
    sink.totalBytes = cut.size;
    await sink.write(cut);
    await sink.end();
  }
}

function nameTimeout(failure: unknown): unknown {
  return failure instanceof DOMException && failure.name === "TimeoutError"
    ? captureFailure("capture-stalled", {}, { cause: failure })
    : failure;
}
