import type { CaptureSource } from "../../jobs/capture-source";
import type { ByteSink } from "./byte-sink";
import { type AnswerHead, restRequestHeaders, type StoredPart } from "../site/download-mark";
import { STALL_MS } from "../site/download";
import { FIRST_RUNG } from "../site/fetch-rungs";
import { openSinkFor, type OpenSinks } from "./open-sinks";
import { expectParts } from "./expected-parts";
import type { CapturePart, PageAnswer, PageDownload, PageReading } from "../page/page-messages";
import { sourceHttpFailure } from "../site/http-failure";
import { captureFailure } from "../../errors/capture-failure";
import { Turns } from "./turns";

/** The page has two parts under way; room for what the browser delivers late. */
const MAX_PARTS_AHEAD = 4;

/** How a page is asked to read; `ticket`: its parts bear it. */
export interface PageReadRequest extends PageDownload {
  readonly ticket: string;
}

/** What reading inside the page needs of the browser and the store. */
export interface PageReadEffects extends OpenSinks {
  /** Has the page in the clicked frame send the file. @throws when the browser refuses or the frame is gone */
  readInFrame(source: CaptureSource, request: PageReadRequest): Promise<PageReading>;
}

/**
 * Receives a file that the page which shows it reads, as the page itself could, and stores it.
 *
 * @param stored what an earlier, interrupted reading has stored: only the rest is asked for; null: all of it
 * @throws `JobFailure` `page-unreachable` when the browser does not let us in, `streamed-video` for a
 * video that has no file, `source-gone` when the address means nothing any more
 */
export async function receiveFile(
  source: CaptureSource,
  cache: PageDownload["cache"],
  stored: StoredPart | null,
  effects: PageReadEffects,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  let isOver = false;
  let stop: (reason: unknown) => void = () => {};
  const trouble = new Promise<never>((_, reject) => {
    stop = (reason) => {
      isOver = true;
      reject(reason);
    };
  });
  let finish: (reading: PageReading) => void = () => {};
  const finished = new Promise<PageReading>((resolve) => {
    finish = resolve;
  });
  const startStallTimer = () => setTimeout(() => stop(captureFailure("capture-stalled")), STALL_MS);
  let timer = startStallTimer();
  const onAbort = () => stop(signal.reason);
  signal.addEventListener("abort", onAbort);
  let sink: ByteSink | null = null;

  async function store(part: CapturePart): Promise<void> {
    // While a part is being stored the page waits for us: a large one may take its time.
    clearTimeout(timer);
    sink ??= await openSinkForPart(part, stored, effects);
    await sink.write(part.blob);
    clearTimeout(timer);
    timer = startStallTimer();
  }

  const turns = new Turns(MAX_PARTS_AHEAD);
  const expected = expectParts(source.tabId, source.frameId, async (part) => {
    // Without bytes the page only asks whether to go on, or has come to the end.
    if (part.blob.size === 0 && !part.isLast) return !isOver;
    // Out of range, or twice: what would be put together is not the file.
    if (!turns.isExpected(part.index)) {
      stop(captureFailure("source-gone"));
      return false;
    }
    return turns.take(part.index, async () => {
      if (isOver) return false;
      try {
        signal.throwIfAborted();
        if (part.blob.size > 0) await store(part);
        // The script in the page says so too, but only after our answer.
        if (part.isLast) finish({ ended: "complete" });
        return true;
      } catch (failure) {
        stop(failure);
        return false;
      }
    });
  });
  const { ticket } = expected;
  const headers = stored === null ? null : restRequestHeaders(stored);
  try {
    const reading = await Promise.race([
      effects.readInFrame(source, { cache, headers, ticket }),
      trouble,
      finished,
    ]);
    judge(reading, source);
    sink ??= effects.openSink(null);
    await sink.end();
  } finally {
    isOver = true;
    expected.close();
    signal.removeEventListener("abort", onAbort);
    clearTimeout(timer);
  }
}

async function openSinkForPart(
  { blob, answer }: CapturePart,
  stored: StoredPart | null,
  effects: OpenSinks,
): Promise<ByteSink> {
  if (answer !== null) return openSinkFor(headOf(answer), FIRST_RUNG, stored, effects);
  const sink = effects.openSink(null);
  sink.totalBytes = blob.size;
  return sink;
}

function headOf({ httpStatus, headers }: PageAnswer): AnswerHead {
  return { httpStatus, headers: new Headers(headers.map(([name, value]) => [name, value])) };
}

function judge(reading: PageReading, source: CaptureSource): void {
  switch (reading.ended) {
    case "complete":
      return;
    // We did not stop it: that would have ended the wait already.
    case "stopped":
      throw captureFailure("capture-stalled");
    case "http-error":
      // An address that the browser did not tell is known to the page only.
      throw sourceHttpFailure(reading.httpStatus, new URL(source.url || source.pageUrl).hostname);
    case "tainted":
      throw captureFailure("canvas-tainted");
    case "unreadable":
      throw captureFailure(unreadableCode(source));
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
