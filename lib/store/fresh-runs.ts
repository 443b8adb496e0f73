/** About as much as an upload lies behind a capture from a site that is as fast as X. */
const KEPT_BYTES = 24 * 1024 * 1024;

/**
 * Runs that a capture has just stored, as they came, so that an upload beside it need not read from
 * the store what is still in memory. To read a stored run and to make a body of it copies it three
 * times; measured in Chromium 156, a third of the processor time of a capture went there.
 *
 * Kept is what the upload needs next: a run that came when no more had room is read from the store, and
 * what was taken is kept no longer.
 *
 * In memory: a later life of the worker reads from the store. Whoever stores a run anew forgets it here first.
 */
export class FreshRuns {
  /** By where they begin. None came out of the store. */
  readonly #runs = new Map<number, Blob>();
  #keptBytes = 0;

  /** Keeps a run that is about to be stored, if there is room. */
  note(startByte: number, run: Blob): void {
    this.forget(startByte);
    if (this.#keptBytes + run.size > KEPT_BYTES) return;
    this.#runs.set(startByte, run);
    this.#keptBytes += run.size;
  }

  /** The run that begins there is, or becomes, another one. */
  forget(startByte: number): void {
    this.#keptBytes -= this.#runs.get(startByte)?.size ?? 0;
    this.#runs.delete(startByte);
  }

  /** The file begins anew, or may be changed anywhere. */
  clear(): void {
    this.#runs.clear();
    this.#keptBytes = 0;
  }

  /**
   * The parts of a range, in order; null where one of its bytes is not kept. Whatever lies before the
   * end of the range is forgotten: who needs it again reads it from the store.
   */
  take(startByte: number, endByte: number): Blob[] | null {
    const parts = this.#cut(startByte, endByte);
    for (const [start, run] of this.#runs) if (start + run.size <= endByte) this.forget(start);
    return parts;
  }

  #cut(startByte: number, endByte: number): Blob[] | null {
    const parts: Blob[] = [];
    let coveredTo = startByte;
    for (const [start, run] of [...this.#runs].toSorted(([a], [b]) => a - b)) {
      if (start + run.size <= coveredTo || coveredTo >= endByte) continue;
      if (start > coveredTo) return null;
      parts.push(run.slice(coveredTo - start, Math.min(endByte - start, run.size)));
      coveredTo = Math.min(start + run.size, endByte);
    }
    return coveredTo >= endByte ? parts : null;
  }
}
