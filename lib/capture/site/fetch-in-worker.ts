import { JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import type { Rung } from "../../jobs/rung";
import type { MediaInfo } from "../../media/media-info";
import { openSinkFor, type OpenSinks } from "../bytes/open-sinks";
import type { SiteEffects } from "./ask-site";
import { climbRungs, PlaceholderReceived } from "./climb-rungs";
import { download } from "./download";
import { restRequestHeaders, type StoredPart } from "./download-mark";
import { FIRST_RUNG, isPlaceholder } from "./fetch-rungs";
import { upgradedUrl } from "./upgraded-url";

/** What fetching in the worker needs of the browser and the store. */
export interface WorkerFetchEffects extends SiteEffects, OpenSinks {
  /** Reads what the stored bytes are. @throws `JobFailure` when they are no media */
  inspect(): Promise<Pick<MediaInfo, "widthPx" | "heightPx">>;
}

/**
 * Fetches a picture in the worker: without cookies first, then as `furtherRungs` says, until the
 * bytes are media. Where every further way fails too, a picture that looked like a placeholder
 * is taken after all: the page may show it enlarged.
 *
 * @throws `JobFailure` of the first way, whose answer is the site's plain one
 */
export async function fetchInWorker(
  source: CaptureSource,
  shownSize: () => CaptureSource["shownSize"],
  effects: WorkerFetchEffects,
  signal: AbortSignal,
): Promise<void> {
  const climb = await climbRungs(source.url, source, FIRST_RUNG, async (rung) => {
    try {
      await fetchFile(source, rung, null, effects, signal);
      const media = await effects.inspect();
      return source.element === "image" && isPlaceholder(media, shownSize())
        ? new PlaceholderReceived()
        : null;
    } catch (failure) {
      signal.throwIfAborted();
      if (failure instanceof JobFailure) return failure;
      throw failure;
    }
  });
  if (climb.rung !== null) return;
  const { first } = climb;
  if (first instanceof PlaceholderReceived) {
    await fetchFile(source, FIRST_RUNG, null, effects, signal);
    return;
  }
  throw first;
}

/**
 * Fetches the rest of a file of which an interrupted download has stored the start, as it was asked
 * for then; all of it where the site cannot send the rest, or has another file by now.
 *
 * @throws `JobFailure`
 */
export function fetchRest(
  source: CaptureSource,
  stored: StoredPart,
  effects: WorkerFetchEffects,
  signal: AbortSignal,
): Promise<void> {
  return fetchFile(source, stored.mark.rung, stored, effects, signal);
}

async function fetchFile(
  source: CaptureSource,
  rung: Rung,
  stored: StoredPart | null,
  effects: WorkerFetchEffects,
  signal: AbortSignal,
): Promise<void> {
  const headers = stored === null ? null : restRequestHeaders(stored);
  // What the browser has shown lies there.
  const url = upgradedUrl(source.url, source.pageUrl) ?? source.url;
  await download({ url, rung, headers }, source, effects, signal, ({ response }) => {
    const { status: httpStatus, headers } = response;
    return openSinkFor({ httpStatus, headers }, rung, stored, effects);
  });
}
