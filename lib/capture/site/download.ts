import { captureFailure } from "../../errors/capture-failure";
import type { CaptureSource } from "../../jobs/capture-source";
import { askSite, type SiteAnswer, type SiteAsk, type SiteEffects } from "./ask-site";
import { sourceHttpFailure } from "./http-failure";

/** A site that sends nothing for this long is given up. */
export const STALL_MS = 30_000;

/** Where the bytes of an answer go. */
export interface ByteTaker {
  write(part: Uint8Array<ArrayBuffer>): Promise<void>;
  end(): Promise<void>;
}

/**
 * Fetches a file, or a part of one, in one way: the only place that reads from a site in the worker.
 *
 * @param open takes the answer's head, and says where its body goes
 * @returns the address at which the file was found
 * @throws `JobFailure` `source-not-found`, `source-forbidden`, `source-http-error`, `source-unreachable`,
 *   `file-unreadable`, `capture-stalled`; those of redirects, see `askSite`; what the taker throws
 */
export async function download(
  ask: SiteAsk,
  source: CaptureSource,
  effects: SiteEffects,
  signal: AbortSignal,
  open: (answer: SiteAnswer) => Promise<ByteTaker>,
): Promise<string> {
  const { hostname: host } = new URL(ask.url);
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), STALL_MS);
  const watch: StallWatch = {
    pause: () => clearTimeout(timer),
    start() {
      clearTimeout(timer);
      timer = setTimeout(() => stall.abort(), STALL_MS);
    },
  };
  try {
    const answer = await askSite(ask, source, effects, AbortSignal.any([signal, stall.signal]));
    const { response, url } = answer;
    if (!response.ok) throw sourceHttpFailure(response.status, new URL(url).hostname);
    const taker = await open(answer);
    if (response.body !== null) await pour(response.body, taker, watch);
    await taker.end();
    return url;
  } catch (cause) {
    signal.throwIfAborted();
    if (stall.signal.aborted) throw captureFailure("capture-stalled", { host }, { cause });
    if (!(cause instanceof TypeError)) throw cause;
    throw ask.url.startsWith("file:")
      ? captureFailure("file-unreadable", {}, { cause })
      : captureFailure("source-unreachable", { host }, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a download whose site is silent; what takes the bytes may take its time. */
interface StallWatch {
  pause(): void;
  start(): void;
}

async function pour(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  taker: ByteTaker,
  watch: StallWatch,
): Promise<void> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      watch.pause();
      await taker.write(value);
      watch.start();
    }
  } finally {
    // Harmless after the end; before it, the site stops sending.
    await reader.cancel().catch((error: unknown) => {
      if (!(error instanceof Error)) throw error;
    });
  }
}
