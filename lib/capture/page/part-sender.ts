import { BlobCollector } from "./blob-collector";
import { extensionApi } from "./extension-api";
import type { CapturePart, PageAnswer } from "./page-messages";

/** So many bytes of sent blobs may wait for the page's collector. */
const COLLECT_EVERY_BYTES = 32 * 1024 * 1024;

/**
 * Sends the parts of a file to the worker, two under way: while the worker stores one, the next crosses
 * the processes. The worker's word on each decides whether to go on.
 */
export class PartSender {
  readonly #ticket: string;
  readonly #abort = new AbortController();
  readonly #collector = new BlobCollector(COLLECT_EVERY_BYTES);
  #sentParts = 0;
  #isEarlierWanted = Promise.resolve(true);
  #isWanted = Promise.resolve(true);
  /** Goes along with each part; null where nothing was asked over the network. */
  answer: PageAnswer | null = null;

  constructor(ticket: string) {
    this.#ticket = ticket;
  }

  /** Aborted when the worker wants no more, or is there no more. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Sends the next part. Resolves when another may follow; after the last, when the worker has it. @throws once aborted */
  async send(blob: Blob, isLast: boolean): Promise<void> {
    if (!(await this.#isEarlierWanted)) this.#abort.abort();
    this.signal.throwIfAborted();
    this.#isEarlierWanted = this.#isWanted;
    this.#isWanted = this.#post(blob, isLast);
    this.#collector.note(blob.size);
    this.#sentParts += 1;
    // Without a worker to answer there is nobody to read for.
    this.#isWanted.catch(() => this.#abort.abort());
    if (!isLast) return;
    if (!((await this.#isEarlierWanted) && (await this.#isWanted))) this.#abort.abort();
    this.signal.throwIfAborted();
  }

  /** Asks whether to go on, while no bytes come. */
  ask(): void {
    this.#post(new Blob(), false).then(
      (goOn) => goOn || this.#abort.abort(),
      () => this.#abort.abort(),
    );
  }

  async #post(blob: Blob, isLast: boolean): Promise<boolean> {
    const part: CapturePart = {
      type: "capture-part",
      ticket: this.#ticket,
      index: this.#sentParts,
      blob,
      answer: this.answer,
      isLast,
    };
    const reply = await extensionApi().runtime.sendMessage(part);
    return typeof reply === "object" && reply !== null && "goOn" in reply
      ? reply.goOn === true
      : false;
  }
}
