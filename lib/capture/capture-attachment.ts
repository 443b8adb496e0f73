import { JobFailure, toJobError } from "../errors/job-error";
import type { CapturingAttachment, CaptureSource } from "../jobs/attachment";
import { inspectMedia } from "../media/inspect-media";
import { type AccountTier, checkLimits } from "../media/media-limits";
import type { MediaInfo } from "../media/media-info";
import { ByteSink, type ByteStore } from "./byte-sink";
import { fetchInWorker } from "./fetch-in-worker";
import { judgeHead } from "./judge-head";
import { type PageReadEffects, readFromPage } from "./read-from-page";
import { captureFailure, refusalFailure } from "./source-error";

/** What a capture needs of the browser and the store. */
export interface CaptureEffects {
  readonly fetch: typeof fetch;
  readonly bytes: ByteStore & {
    /** Forgets what was stored of an earlier try. */
    clear(): Promise<void>;
    /** All stored bytes. */
    readAll(): Promise<Blob>;
  };
  withReferer<T>(host: string, referer: string, task: () => Promise<T>): Promise<T>;
  readonly readInFrame: PageReadEffects["readInFrame"];
  /** Resolves when a permission prompt for this capture, if any, was answered: whether the origin may be fetched. */
  mayFetch(origin: string): Promise<boolean>;
  /** The size in which the page shows the picture, as far as it is known by now. */
  shownSize(): CaptureSource["shownSize"];
  readonly tier: AccountTier;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * Brings the bytes of what was clicked into the store and says what they are.
 *
 * @throws `JobFailure` with a code of the capture or media kind; `CaptureStopped` when cancelled
 */
export async function captureAttachment(
  attachment: CapturingAttachment,
  effects: CaptureEffects,
  signal: AbortSignal,
): Promise<MediaInfo> {
  const { source } = attachment;
  const openSink = async () => {
    await effects.bytes.clear();
    return new ByteSink(effects.bytes, (head) => judgeHead(head, effects.tier), effects.now);
  };
  const inspect = async () => {
    const result = await inspectMedia(await effects.bytes.readAll());
    if (!result.ok) throw refusalFailure(result.refusal);
    return result.media;
  };
  const readInPage = async () => {
    const pageEffects = { ...effects, openSink };
    try {
      await readFromPage(source, "force-cache", pageEffects, signal);
      return await inspect();
    } catch (failure) {
      // The browser may have kept what the site answered before the person signed in there, say.
      if (!isWebAddress(source.url) || !mayBeStale(failure)) throw failure;
      await readFromPage(source, "reload", pageEffects, signal);
      return inspect();
    }
  };
  const fetchFromSite = async () => {
    await fetchInWorker(source, effects.shownSize, { ...effects, openSink, inspect }, signal);
    return inspect();
  };

  if (source.way === "none") throw captureFailure("unsupported-source");
  if (source.neededOrigin !== null && !(await effects.mayFetch(source.neededOrigin))) {
    throw captureFailure("permission-refused", { origin: source.neededOrigin });
  }
  const media =
    source.way === "page"
      ? await readInPage().catch((failure: unknown) => {
          // A page without an origin of its own (a sandboxed one) cannot read its own pictures.
          if (!isWebAddress(source.url) || !isPageTrouble(failure)) throw failure;
          return fetchFromSite().catch((second: unknown) => {
            // Without a permission any site is unreachable for the worker: what the page met says more.
            throw isUnreachable(second) ? failure : second;
          });
        })
      : await fetchFromSite();
  const refusal = checkLimits(media, effects.tier);
  if (refusal !== null) throw refusalFailure(refusal);
  return media;
}

function isWebAddress(url: string): boolean {
  return url.startsWith("http:") || url.startsWith("https:");
}

function mayBeStale(failure: unknown): boolean {
  switch (toJobError(failure, "capture").code) {
    case "not-media":
    case "empty-file":
    case "truncated-file":
    case "source-forbidden":
    case "source-http-error":
    case "source-not-found":
      return true;
    default:
      return false;
  }
}

function isUnreachable(failure: unknown): boolean {
  return failure instanceof JobFailure && failure.error.code === "source-unreachable";
}

function isPageTrouble(failure: unknown): boolean {
  switch (toJobError(failure, "capture").code) {
    case "page-unreachable":
    case "source-gone":
    case "source-unreachable":
      return failure instanceof JobFailure;
    default:
      return false;
  }
}
