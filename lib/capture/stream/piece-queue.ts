/** Where the bytes of a part go; each waits until the parts before it are through. */
export interface PartTaker {
  write(part: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** So many parts are fetched side by side: a site's own limit for one connection of HTTP/1.1 is six. */
export const PARTS_SIDE_BY_SIDE = 4;

/** So much of a part that is not due yet is held in memory; then its site has to wait. */
const MAX_HELD_BYTES = 4 * 1024 * 1024;

/**
 * Fetches parts side by side, and hands their bytes on in order.
 *
 * @param first the part to begin with, counted from 0
 * @param count how many parts there are
 * @param fetchPart fetches one into a taker
 * @param take is handed the bytes of each part, part after part
 * @throws the first failure in the order of the parts; nothing is fetched any more then
 */
export async function fetchSideBySide(
  first: number,
  count: number,
  fetchPart: (part: number, taker: PartTaker, signal: AbortSignal) => Promise<void>,
  take: (part: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const running: { readonly slot: Slot; readonly done: Promise<Outcome> }[] = [];
  let next = first;
  try {
    while (next < count || running.length > 0) {
      while (next < count && running.length < PARTS_SIDE_BY_SIDE) {
        const part = next;
        const slot = new Slot(ended);
        // A failure counts when its turn comes.
        const done = fetchPart(part, slot, ended).then(
          () => null,
          (failure: unknown) => ({ failure }),
        );
        running.push({ slot, done });
        next += 1;
      }
      const turn = running.shift();
      if (turn === undefined) break;
      const part = next - running.length - 1;
      await turn.slot.drain((bytes) => take(part, bytes), turn.done);
    }
  } finally {
    over.abort();
    await Promise.all(running.map(({ done }) => done));
  }
}

/** Null: all of the part has been written. */
type Outcome = { readonly failure: unknown } | null;

/** Holds the bytes of one part until it is its turn. */
class Slot implements PartTaker {
  readonly #ended: AbortSignal;
  #held: Uint8Array<ArrayBuffer>[] = [];
  #heldBytes = 0;
  /** Undefined while the part is being fetched. */
  #outcome: Outcome | undefined;
  #wake: () => void = () => {};
  #hasRoom: () => void = () => {};

  constructor(ended: AbortSignal) {
    this.#ended = ended;
  }

  async write(part: Uint8Array<ArrayBuffer>): Promise<void> {
    while (this.#heldBytes >= MAX_HELD_BYTES) {
      this.#ended.throwIfAborted();
      await new Promise<void>((resolve) => {
        this.#hasRoom = resolve;
        this.#ended.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    this.#held.push(part);
    this.#heldBytes += part.byteLength;
    this.#wake();
  }

  /** Hands on all bytes up to the end of the part. @throws what fetching it threw */
  async drain(
    take: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
    done: Promise<Outcome>,
  ): Promise<void> {
    void done.then((outcome) => {
      this.#outcome = outcome;
      this.#wake();
    });
    for (;;) {
      const bytes = this.#held.shift();
      if (bytes !== undefined) {
        this.#heldBytes -= bytes.byteLength;
        this.#hasRoom();
        await take(bytes);
      } else if (this.#outcome !== undefined) {
        if (this.#outcome === null) return;
        throw this.#outcome.failure;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
