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
  signal.throwIfAborted();
  let stop: (reason: unknown) => void = () => {};
  const trouble = new Promise<never>((_, reject) => {
    stop = reject;
  });
  const startStallTimer = () => setTimeout(() => stop(captureFailure("capture-stalled")), STALL_MS);
  let timer = startStallTimer();
  const onAbort = () => stop(signal.reason);
  signal.addEventListener("abort", onAbort);

  const answer = expectAnswer(source.tabId, source.frameId, async (part) => {
    try {
      signal.throwIfAborted();
      // The page only asks whether to go on: nothing has come from the site.
      if (part.blob.size === 0) return true;
      // While a part is being stored the page waits for us: a large one may take its time.
      clearTimeout(timer);
      sink.totalBytes = part.totalBytes;
      await sink.write(part.blob);
      clearTimeout(timer);
      timer = startStallTimer();
      return true;
    } catch (failure) {
      stop(failure);
      return false;
    }
  });
  try {
    const reading = await Promise.race([
      effects.readInFrame(source, cache, answer.ticket),
      trouble,
    ]);
    judge(reading, source);
    await sink.end();
  } finally {
    answer.close();
    signal.removeEventListener("abort", onAbort);
    clearTimeout(timer);
  }
}

function judge(reading: PageReading | undefined, source: CaptureSource): void {
  switch (reading?.ended) {
    case "complete":
      return;
    case "stopped":
      throw new CaptureStopped();
    case "http-error":
      // An address that the browser did not tell is known to the page only.
      throw sourceHttpFailure(reading.httpStatus, new URL(source.url || source.pageUrl).hostname);
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
