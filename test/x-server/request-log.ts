import type { FaultEffect } from "./fault-rules";
import type { OperationName } from "./operation";

/** By this header a test tells its requests apart that go to the same address. */
export const REQUEST_NAME_HEADER = "x-request-name";

/**
 * One request as the local X saw it. It is logged when its headers arrive and completed when it
 * ends. Neither tokens nor texts nor queries are kept.
 */
export interface LogEntry {
  /** Arrival, on the performance clock. */
  readonly atMs: number;
  readonly operation: OperationName;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What its sender calls it: the value of `REQUEST_NAME_HEADER`. */
  readonly name?: string;
  /** `silenced`: a fault gave no answer; `aborted`: the sender went away. */
  readonly outcome: "open" | "answered" | "reset" | "silenced" | "aborted";
  /** Only when answered. */
  readonly status?: number;
  readonly mediaId?: string;
  readonly segmentIndex?: number;
  /** What arrived of the body so far. */
  readonly requestBytes: number;
  /** From arrival to the end of the request. */
  readonly durationMs?: number;
  /** As sent in the answer of a finalize or a status. */
  readonly checkAfterSecs?: number;
  /** True for a status that came before the last `check_after_secs` had passed. */
  readonly early?: boolean;
  /** True for a post that was refused as one like it exists. */
  readonly isDuplicate?: boolean;
  /** The fault that befell it; absent where X itself has answered. */
  readonly fault?: FaultEffect["kind"];
  /** The local X's own defect behind a 500. */
  readonly defect?: string;
}

/** What completes an entry. */
export type LogUpdate = Partial<Omit<LogEntry, "atMs" | "operation" | "method" | "path">>;

interface Waiter {
  predicate: (entry: LogEntry) => boolean;
  resolve: (entry: LogEntry) => void;
}

/** Every request in order of arrival. */
export class RequestLog {
  #entries: LogEntry[] = [];
  #waiters = new Set<Waiter>();

  /** The entries themselves: they complete as their requests end. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  open(request: Pick<LogEntry, "operation" | "method" | "path" | "name" | "atMs">): LogEntry {
    const entry: LogEntry = { ...request, outcome: "open", requestBytes: 0 };
    this.#entries.push(entry);
    this.#tellWaiters(entry);
    return entry;
  }

  /** Adds to an entry without waking anyone, for what changes with every chunk. */
  countBytes(entry: LogEntry, bytes: number): void {
    Object.assign(entry, { requestBytes: entry.requestBytes + bytes });
  }

  update(entry: LogEntry, update: LogUpdate): void {
    Object.assign(entry, update);
    this.#tellWaiters(entry);
  }

  /** Ends an entry; how long it took is added here. */
  close(entry: LogEntry, update: LogUpdate & Pick<LogEntry, "outcome">): void {
    this.update(entry, { ...update, durationMs: performance.now() - entry.atMs });
  }

  /**
   * The first entry that fits, now or within the time. Rejects with the operations seen so far when
   * none comes.
   */
  waitFor(predicate: (entry: LogEntry) => boolean, timeoutMs: number): Promise<LogEntry> {
    const present = this.#entries.find(predicate);
    if (present) return Promise.resolve(present);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        predicate,
        resolve: (entry) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          resolve(entry);
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        const seen = this.#entries.map(
          ({ operation, status, outcome }) => `${operation} ${status ?? outcome}`,
        );
        reject(new Error(`No such request in ${timeoutMs} ms. Seen: ${seen.join(", ") || "none"}`));
      }, timeoutMs);
      this.#waiters.add(waiter);
    });
  }

  /** Forgets the past; whoever waits goes on waiting. */
  clear(): void {
    this.#entries = [];
  }

  #tellWaiters(entry: LogEntry): void {
    for (const waiter of this.#waiters) if (waiter.predicate(entry)) waiter.resolve(entry);
  }
}
