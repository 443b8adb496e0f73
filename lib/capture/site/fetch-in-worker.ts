import { JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/attachment";
import type { MediaInfo } from "../../media/media-info";
import type { ByteSink } from "../bytes/byte-sink";
import { restRequestHeaders, type StoredPart } from "./download-mark";
import { FIRST_RUNG, furtherRungs, isPlaceholder, type RungFailure } from "./fetch-rungs";
import type { Rung } from "../../jobs/rung";
import { openSinkFor, type OpenSinks } from "../bytes/open-sinks";
import { sourceHttpFailure } from "./http-failure";
import { ALL_SITES } from "./site-patterns";
import { captureFailure } from "../../errors/capture-failure";

/** What fetching in the worker needs of the browser and the store. */
export interface WorkerFetchEffects extends OpenSinks {
  readonly fetch: typeof fetch;
  /** Makes the worker's own requests to the host carry a Referer while `task` runs. */
  withReferer<T>(host: string, referer: string, task: () => Promise<T>): Promise<T>;
  /** Reads what the stored bytes are. @throws `JobFailure` when they are no media */
  inspect(): Promise<Pick<MediaInfo, "widthPx" | "heightPx">>;
  /** The site to which an address redirects, as a match pattern; null where that cannot be told. */
  findRedirect(url: string): Promise<string | null>;
  /** Whether a site may be fetched. */
  mayFetch(origin: string): Promise<boolean>;
}

/** A site that sends nothing for this long is given up. */
export const STALL_MS = 30_000;

/** The answer was a picture, but a smaller one than the page shows. */
class PlaceholderReceived extends Error {
  override readonly name = "PlaceholderReceived";
}

/**
 * Fetches a picture in the worker: without cookies first, then as {@link furtherRungs} says, until
 * the bytes are media. Where every further way fails too, a picture that looked like a placeholder
 * is taken after all: the page may show it enlarged.
 *
 * @throws `JobFailure` of the first way, whose answer is the site's plain one; `details.ways` tells how many were tried
 */
export async function fetchInWorker(
  source: CaptureSource,
  shownSize: () => CaptureSource["shownSize"],
  effects: WorkerFetchEffects,
  signal: AbortSignal,
): Promise<void> {
  const first = await climb(source, FIRST_RUNG, shownSize, effects, signal);
  if (first === null) return;
  const rungs = source.url.startsWith("data:") ? [] : furtherRungs(failureKind(first));
  for (const rung of rungs) {
    if ((await climb(source, rung, shownSize, effects, signal)) === null) return;
  }
  if (first instanceof PlaceholderReceived) {
    await download(source, FIRST_RUNG, effects, signal);
    return;
  }
  if (!(first instanceof JobFailure) || rungs.length === 0) throw first;
  const { error } =
    first.error.code === "redirect-hidden" ? await nameRedirect(source.url, effects) : first;
  throw new JobFailure(
    { ...error, details: { ...error.details, ways: rungs.length + 1 } },
    { cause: first },
  );
}

/** The request ends at a site that may not be read: says which, as far as it can be told. */
async function nameRedirect(
  url: string,
  { findRedirect, mayFetch }: WorkerFetchEffects,
): Promise<JobFailure> {
  const { hostname: host } = new URL(url);
  if (await mayFetch(ALL_SITES)) return captureFailure("redirect-failed", { host });
  const origin = await findRedirect(url);
  // From a site that may be read it is passed on once more.
  return origin === null || (await mayFetch(origin))
    ? captureFailure("redirect-hidden", { host, origin: ALL_SITES })
    : captureFailure("redirect-refused", { host, origin });
}

/** Tries one way: null when it brought the picture, else why not. @throws what is not the site's doing */
async function climb(
  source: CaptureSource,
  rung: Rung,
  shownSize: () => CaptureSource["shownSize"],
  effects: WorkerFetchEffects,
  signal: AbortSignal,
): Promise<Error | null> {
  try {
    await download(source, rung, effects, signal);
    const media = await effects.inspect();
    return source.element === "image" && isPlaceholder(media, shownSize())
      ? new PlaceholderReceived()
      : null;
  } catch (failure) {
    signal.throwIfAborted();
    if (failure instanceof JobFailure) return failure;
    throw failure;
  }
}

function failureKind(failure: Error): RungFailure {
  if (failure instanceof PlaceholderReceived) return "placeholder";
  if (!(failure instanceof JobFailure)) return "other";
  switch (failure.error.code) {
    case "not-media":
    // Without its cookies a site leads to its sign-in, elsewhere or round in circles.
    case "redirect-failed":
    case "redirect-hidden":
      return "not-media";
    case "source-forbidden":
    case "source-http-error":
    case "empty-file":
      return "refused";
    // Some sites answer 404 to whom they do not want to show that there is something.
    case "source-not-found":
      return "refused";
    default:
      return "other";
  }
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
  return download(source, stored.mark.rung, effects, signal, stored);
}

async function download(
  source: CaptureSource,
  rung: Rung,
  effects: WorkerFetchEffects,
  signal: AbortSignal,
  stored: StoredPart | null = null,
): Promise<void> {
  const host = new URL(source.url).hostname;
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), STALL_MS);
  const noteProgress = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), STALL_MS);
  };
  const request = () =>
    effects.fetch(source.url, {
      credentials: rung.credentials,
      // A stored answer to a request without cookies is not the answer to one with them.
      cache:
        rung.credentials === "include" || rung.withReferer || stored !== null
          ? "no-store"
          : "default",
      ...(stored !== null && { headers: restRequestHeaders(stored) }),
      signal: AbortSignal.any([signal, stall.signal]),
    });
  try {
    const response = rung.withReferer
      ? await effects.withReferer(host, refererOf(source.pageUrl), request)
      : await request();
    if (!response.ok) throw sourceHttpFailure(response.status, host);
    const { status: httpStatus, headers } = response;
    const sink = await openSinkFor({ httpStatus, headers }, rung, stored, effects);
    if (response.body !== null) await pour(response.body, sink, noteProgress);
    await sink.end();
  } catch (cause) {
    signal.throwIfAborted();
    if (stall.signal.aborted) throw captureFailure("capture-stalled", { host }, { cause });
    if (cause instanceof TypeError)
      throw await explainUnreachable(source.url, host, effects, signal, cause);
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

async function pour(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  sink: ByteSink,
  noteProgress: () => void,
): Promise<void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      noteProgress();
      await sink.write(value);
    }
  } finally {
    // Harmless after the end; before it, the site stops sending.
    await reader.cancel().catch((error: unknown) => {
      if (!(error instanceof Error)) throw error;
    });
  }
}

/** A failed fetch has no code: a redirect is told from a dead site by asking without following it. */
async function explainUnreachable(
  url: string,
  host: string,
  effects: WorkerFetchEffects,
  signal: AbortSignal,
  cause: TypeError,
): Promise<JobFailure> {
  if (url.startsWith("file:")) return captureFailure("file-unreadable", {}, { cause });
  const ended = new AbortController();
  const ask = (init: RequestInit) =>
    effects
      .fetch(url, {
        ...init,
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.any([signal, ended.signal, AbortSignal.timeout(STALL_MS)]),
      })
      .then(
        ({ type }) => type,
        () => null,
      );
  const isRedirect = (await ask({ redirect: "manual" })) === "opaqueredirect";
  // Without CORS the browser follows to any site, and hides what it got: there is something.
  const leadsSomewhere = isRedirect && (await ask({ mode: "no-cors" })) === "opaque";
  ended.abort();
  if (leadsSomewhere)
    return captureFailure("redirect-hidden", { host, origin: ALL_SITES }, { cause });
  return captureFailure(isRedirect ? "redirect-failed" : "source-unreachable", { host }, { cause });
}

/** A page's address as a browser would send it as Referer. */
function refererOf(pageUrl: string): string {
  const url = new URL(pageUrl);
  url.hash = "";
  url.username = "";
  url.password = "";
  return url.href;
}
