/** What the probe waits for: the nth event of a name. */
export interface ProbeTarget {
  readonly event: string;
  readonly nth: number;
}

/** The probe inside the worker; gone with the worker. */
interface Probe {
  /** Every event so far, in order. */
  readonly events: string[];
  /** Begins to count anew. Resolves when the target is reached: from then on nothing leaves the worker. */
  arm(target: ProbeTarget | null): Promise<void>;
  /** Sets the worker's clock this far ahead of the true one. */
  setAhead(aheadMs: number): void;
}

declare global {
  var crashProbe: Probe | undefined;
}

/**
 * Runs inside the worker, by the debugger: notes each stored change as it is announced, and each
 * request to a site, and freezes the worker right there on demand. What it does afterwards until it
 * is stopped has no effect: as if it had died at that very moment. Self-contained.
 */
export function installProbe(): void {
  if (globalThis.crashProbe !== undefined) return;
  let target: ProbeTarget | null = null;
  let isFrozen = false;
  let reach = () => {};
  const events: string[] = [];
  const known = new Map<string, Record<string, unknown>>();
  const changes = new Map<string, string | null>();
  const grown = new Set<string>();

  const note = (event: string) => {
    if (isFrozen) return;
    events.push(event);
    if (target?.event !== event) return;
    if (events.filter((earlier) => earlier === event).length !== target.nth) return;
    isFrozen = true;
    reach();
  };

  // Which fields a record was stored with anew: a name that does not depend on when that happens.
  const nameChange = (store: string, key: string, record: Record<string, unknown>) => {
    const before = known.get(`${store}:${key}`);
    known.set(`${store}:${key}`, record);
    if (before === undefined) return "new";
    if (before["state"] !== record["state"]) return String(record["state"]);
    const fields = Object.keys(record).filter(
      (field) =>
        field !== "updatedAtMs" && JSON.stringify(record[field]) !== JSON.stringify(before[field]),
    );
    // How often mere progress is stored depends on the time that it takes.
    if (fields.join() === "transfer") return grown.delete(key) ? "bytes" : null;
    return fields.length === 0 ? "again" : fields.join("+");
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function putAndCompare(value, key) {
    const record = value as Record<string, unknown>;
    if (this.name === "chunks") grown.add(String(record["attachmentId"]));
    else if (key === undefined) {
      const id = String(record["id"]);
      changes.set(`${this.name}:${id}`, nameChange(this.name, id, record));
    }
    return key === undefined ? put.call(this, value) : put.call(this, value, key);
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function openUnlessFrozen(stores, mode, options) {
    if (isFrozen && mode !== "readonly") throw new DOMException("Frozen", "AbortError");
    return transaction.call(this, stores, mode, options);
  };
  const { postMessage } = BroadcastChannel.prototype;
  BroadcastChannel.prototype.postMessage = function noteAndPost(message) {
    postMessage.call(this, message);
    if (this.name !== "store-changes") return;
    const { table, id } = message as { table: string; id: string };
    const change = changes.get(`${table}:${id}`) ?? "again";
    if (changes.get(`${table}:${id}`) !== null) note(`stored ${table} ${change}`);
  };
  const fetchForReal = globalThis.fetch;
  const never = () => new Promise<never>(() => {});
  globalThis.fetch = async (input, init) => {
    const { protocol, host } = new URL(input instanceof Request ? input.url : input);
    const isSite = protocol.startsWith("http") && host !== "api.x.com";
    if (isSite) note("site before");
    if (isFrozen) return never();
    const response = await fetchForReal(input, init);
    if (isSite) note("site after");
    return isFrozen ? never() : response;
  };
  const realNow = Date.now;
  globalThis.crashProbe = {
    events,
    arm(wanted) {
      events.length = 0;
      target = wanted;
      return new Promise((resolve) => (reach = resolve));
    },
    setAhead(aheadMs) {
      Date.now = () => realNow.call(Date) + aheadMs;
    },
  };
}
