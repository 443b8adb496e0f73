import type { StreamMark } from "../../jobs/stream-mark";
import type { StreamRun } from "../../media/stream-run";
import type { StreamPlan } from "./plan-pieces";

/** What is counted of a plan. */
export interface CountedPlan extends Pick<StreamPlan, "name" | "runs"> {
  readonly parts: readonly { readonly run: number }[];
}

/** Counts where the parts and runs of a stream lie among its stored bytes. */
export class StreamBytes {
  readonly #plan: CountedPlan;
  readonly #runBytes: number[];
  /** Where the parts begin that may still be asked for. */
  #begun: { readonly part: number; readonly startByte: number }[] = [];
  #receivedBytes: number;

  /** @param mark where an interrupted capture stopped; null for a new one */
  constructor(plan: CountedPlan, mark: StreamMark | null) {
    this.#plan = plan;
    this.#runBytes = plan.runs.map((_run, index) => mark?.runBytes[index] ?? 0);
    this.#receivedBytes = mark?.storedBytes ?? 0;
    if (mark !== null) {
      this.#begun.push({ part: mark.piece, startByte: mark.storedBytes - mark.pieceBytes });
    }
  }

  /** Notes that the bytes of a part follow. */
  begin(part: number): void {
    if (this.#begun.at(-1)?.part === part) return;
    this.#begun.push({ part, startByte: this.#receivedBytes });
  }

  /** Notes bytes of the part that was begun last. */
  receive(bytes: number): void {
    this.#receivedBytes += bytes;
    const run = this.#runOf(this.#begun.at(-1)?.part ?? 0);
    this.#runBytes[run] = (this.#runBytes[run] ?? 0) + bytes;
  }

  /** The mark for so many stored bytes, of those that were received; earlier ones are not asked for again. */
  markAt(storedBytes: number): StreamMark {
    const last = this.#begun.findLastIndex(({ startByte }) => startByte <= storedBytes);
    this.#begun = this.#begun.slice(Math.max(0, last));
    const { part, startByte } = this.#begun[0] ?? { part: 0, startByte: 0 };
    const runBytes = [...this.#runBytes];
    let beyondBytes = this.#receivedBytes - storedBytes;
    for (let run = runBytes.length - 1; run >= 0 && beyondBytes > 0; run -= 1) {
      const taken = Math.min(runBytes[run] ?? 0, beyondBytes);
      runBytes[run] = (runBytes[run] ?? 0) - taken;
      beyondBytes -= taken;
    }
    const { name: plan } = this.#plan;
    return { plan, storedBytes, piece: part, pieceBytes: storedBytes - startByte, runBytes };
  }

  /** Where each run lies, once all is there. */
  listRuns(): StreamRun[] {
    let endByte = 0;
    return this.#plan.runs.map((run, index) => {
      const startByte = endByte;
      endByte += this.#runBytes[index] ?? 0;
      return { ...run, startByte, endByte };
    });
  }

  #runOf(part: number): number {
    return this.#plan.parts[part]?.run ?? 0;
  }
}
