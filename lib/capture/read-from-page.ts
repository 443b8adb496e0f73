import type { CaptureSource } from "../jobs/attachment";
import { type ByteSink, CaptureStopped } from "./byte-sink";
import { STALL_MS } from "./fetch-in-worker";
import { expectAnswer } from "./page-answers";
import type { PageReading } from "./read-in-page";
import { captureFailure, sourceHttpFailure } from "./source-error";

/** Whether the page reads the copy that the browser has kept, or asks the site anew. */
export type PageCache = "force-cache" | "reload";

/** What reading inside the page needs of the browser and the store. */
export interface PageReadEffects {
  /** Injects `readInPage` into the clicked frame. @throws when the browser refuses or the frame is gone */
  readInFrame(
    source: CaptureSource,
    cache: PageCache,
    ticket: string,
  ): Promise<PageReading | undefined>;
  openSink(): Promise<ByteSink>;
}

/**
 * Reads a picture inside the page that shows it, as the page itself could.
 *
 * @throws `JobFailure` `page-unreachable` when the browser does not let us in, `streamed-video` for a
 * video that has no file, `source-gone` when the address means nothing any more
 */
export async function readFromPage(
  source: CaptureSource,
  cache: PageCache,
  effects: PageReadEffects,
  signal: AbortSignal,
): Promise<void> {
  const sink = await effects.openSink();
  const trouble = Promise.withResolvers<never>();
  const stop = (reason: unknown) => trouble.reject(reason);
  let timer = setTimeout(() => stop(captureFailure("capture-stalled")), STALL_MS);
  const onAbort = () => stop(signal.reason);
  signal.addEventListener("abort", onAbort);

  const answer = expectAnswer(source.tabId, source.frameId, async (part) => {
    try {
      signal.throwIfAborted();
      // The page only asks whether to go on: nothing has come from the site.
      if (part.blob.size === 0) return true;
      clearTimeout(timer);
      timer = setTimeout(() => stop(captureFailure("capture-stalled")), STALL_MS);
      sink.totalBytes = part.totalBytes;
      await sink.write(part.blob);
      return !sink.isTooMuch;
    } catch (failure) {
      stop(failure);
      return false;
    }
  });
  try {
    const reading = await Promise.race([
      effects.readInFrame(source, cache, answer.ticket),
      trouble.promise,
    ]);
    judge(reading, source, sink);
    await sink.end();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    answer.close();
  }
}

function judge(reading: PageReading | undefined, source: CaptureSource, sink: ByteSink): void {
  switch (reading?.ended) {
    case "complete":
      return;
    case "stopped":
      if (sink.isTooMuch) return;
      throw new CaptureStopped();
    case "http-error":
      throw sourceHttpFailure(reading.httpStatus, new URL(source.url).hostname);
    case "unreadable":
      throw captureFailure(unreadableCode(source));
    case undefined:
      throw captureFailure("source-gone");
  }
}

function unreadableCode(
  source: CaptureSource,
): "streamed-video" | "source-gone" | "source-unreachable" {
  // A blob: address that cannot be fetched is a MediaSource under a video, a revoked one elsewhere.
  const isAddressless = source.url === "" || source.url.startsWith("blob:");
  if (!isAddressless) return "source-unreachable";
  return source.element === "video" ? "streamed-video" : "source-gone";
}
