import { browser } from "wxt/browser";
import { toJobError } from "../errors/job-error";
import type { ConversionAnswer, ConversionRequest, MessageSender } from "../messages";
import type { MediaInfo } from "../media/media-info";
import { HIDDEN_PAGE_PORT } from "./ask-hidden-page";

/** What the page that converts is made of. */
export interface HostEffects {
  /** Converts an attachment's stored bytes. @throws `JobFailure`; the signal's reason when aborted */
  convert(attachmentId: string, signal: AbortSignal): Promise<MediaInfo>;
  /** Draws the picture of an attachment that is being edited; called again and again as long as it is. */
  prepare(attachmentId: string): void;
  /** Draws the thumbnail of a film and stores it. @throws where it cannot be drawn, or takes too long */
  drawFilm(attachmentId: string): Promise<unknown>;
  /** Closes the page. */
  close(): void;
}

/** Opening the page takes a moment: it stays for the next picture of the same post. */
export const IDLE_MS = 30_000;

interface Running {
  readonly attachmentId: string;
  readonly abort: AbortController;
  readonly answer: Promise<ConversionAnswer>;
}

/**
 * Runs one conversion at a time in the page that converts. Asked again for the one that runs (by a
 * worker that has died and lives again) it hands out the same answer; asked for another it gives up
 * the one that runs, which nobody waits for any more.
 */
export class ConversionHost {
  readonly #effects: HostEffects;
  #running: Running | null = null;
  #drawings = 0;
  #idle: ReturnType<typeof setTimeout> | null = null;

  constructor(effects: HostEffects) {
    this.#effects = effects;
    this.#rest();
  }

  /** Converts, or joins the conversion that runs. Never rejects. */
  convert(attachmentId: string): Promise<ConversionAnswer> {
    const running = this.#running;
    if (running?.attachmentId === attachmentId && !running.abort.signal.aborted) {
      return running.answer;
    }
    running?.abort.abort();
    if (this.#idle !== null) clearTimeout(this.#idle);
    const abort = new AbortController();
    const answer = (running?.answer ?? Promise.resolve(null)).then(() =>
      this.#run(attachmentId, abort),
    );
    this.#running = { attachmentId, abort, answer };
    return answer;
  }

  /** Gets ready for an edit that may come, unless something is being converted; the page stays for it. */
  prepare(attachmentId: string): void {
    if (this.#running !== null) return;
    this.#effects.prepare(attachmentId);
    this.#rest();
  }

  /** Ends a conversion, if it is the one that runs. */
  cancel(attachmentId: string): void {
    if (this.#running?.attachmentId === attachmentId) this.#running.abort.abort();
  }

  /**
   * Draws the thumbnail of a film, beside whatever is converted: one frame takes a moment. Never rejects: what cannot
   * be drawn leaves the symbol.
   */
  async drawFilm(attachmentId: string): Promise<void> {
    this.#drawings += 1;
    if (this.#idle !== null) clearTimeout(this.#idle);
    await this.#effects.drawFilm(attachmentId).catch(() => null);
    this.#drawings -= 1;
    this.#rest();
  }

  async #run(attachmentId: string, abort: AbortController): Promise<ConversionAnswer> {
    try {
      abort.signal.throwIfAborted();
      return { ok: true, media: await this.#effects.convert(attachmentId, abort.signal) };
    } catch (failure) {
      return { ok: false, error: toJobError(failure, "conversion") };
    } finally {
      if (this.#running?.abort === abort) {
        this.#running = null;
        this.#rest();
      }
    }
  }

  #rest(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    if (this.#running !== null || this.#drawings > 0) return;
    this.#idle = setTimeout(() => this.#effects.close(), IDLE_MS);
  }
}

/** What is needed of a connection that the browser hands to the page. */
export interface HostPort {
  readonly name: string;
  readonly sender?: MessageSender | undefined;
  readonly onMessage: { addListener(hear: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(end: () => void): void };
  postMessage(answer: unknown): void;
}

/** Makes what the page does with a connection: it answers each of the worker's requests, and lets everything else pass. */
export function createHostListener(host: ConversionHost): (port: HostPort) => void {
  return (port) => {
    const { name, sender } = port;
    // Not from a web page's frame, in which this extension may have run a function.
    if (name !== HIDDEN_PAGE_PORT || sender?.id !== browser.runtime.id) return;
    if (sender.tab !== undefined) return;
    // A worker that has died hears nothing: the next one asks again.
    let isHeard = true;
    port.onDisconnect.addListener(() => {
      isHeard = false;
    });
    port.onMessage.addListener((message) => {
      if (!isConversionRequest(message)) return;
      void answerRequest(host, message).then((answer) => {
        if (isHeard) port.postMessage(answer);
      });
    });
  };
}

/** Never rejects. */
async function answerRequest(
  host: ConversionHost,
  { type, attachmentId }: ConversionRequest,
): Promise<ConversionAnswer | null> {
  switch (type) {
    case "convert":
      return host.convert(attachmentId);
    case "draw-film":
      await host.drawFilm(attachmentId);
      return null;
    case "cancel-conversion":
      host.cancel(attachmentId);
      return null;
    case "prepare-conversion":
      host.prepare(attachmentId);
      return null;
  }
}

function isConversionRequest(message: unknown): message is ConversionRequest {
  if (typeof message !== "object" || message === null) return false;
  const { type, attachmentId } = message as Partial<Record<keyof ConversionRequest, unknown>>;
  const isKnown =
    type === "convert" ||
    type === "cancel-conversion" ||
    type === "prepare-conversion" ||
    type === "draw-film";
  return isKnown && typeof attachmentId === "string";
}
