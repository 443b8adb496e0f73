import type { IDBPIndex, IDBPObjectStore, IndexNames, StoreKey, StoreNames, StoreValue } from "idb";
import { announceChange, type ChangeNotice } from "./change-notice";
import { openToWrite } from "./database";
import type { Schema } from "./schema";

type Table = StoreNames<Schema>;

/** A table as a change may read it: as it was before the change. */
export interface ReadTable<Name extends Table> extends Pick<
  IDBPObjectStore<Schema, Table[], Name>,
  "count" | "get" | "getAll" | "getAllKeys" | "getKey"
> {
  index<Index extends IndexNames<Schema, Name>>(
    name: Index,
  ): Pick<IDBPIndex<Schema, Table[], Name, Index>, "getAll" | "getAllKeys">;
  openKeyCursor(
    range: IDBKeyRange,
    direction: IDBCursorDirection,
  ): Promise<{ readonly primaryKey: StoreKey<Schema, Name> } | null>;
}

/** What a change reads, and what it collects to be written. */
export interface RecordChange<Names extends readonly Table[]> {
  /** A table of the transaction, for reading. Await nothing else, or the transaction ends. */
  read<Name extends Names[number]>(table: Name): ReadTable<Name>;
  /** Writes a record over the one with its id. */
  put<Name extends Names[number]>(
    table: Name,
    record: StoreValue<Schema, Name>,
    how?: {
      /** For tables whose records do not hold their id. */
      readonly key?: StoreKey<Schema, Name>;
      /** See {@link ChangeNotice}. */
      readonly isProgress?: boolean;
    },
  ): void;
  /** Deletes the record with a key, or those in a range of keys. */
  delete<Name extends Names[number]>(table: Name, key: StoreKey<Schema, Name> | IDBKeyRange): void;
}

/** The tables that pages show, and what watches jobs: their changes are announced. */
const SHOWN = new Set<Table>(["posts", "attachments", "accounts", "settings", "preferences"]);

function isShown(table: Table): table is ChangeNotice["table"] {
  return SHOWN.has(table);
}

function idOf(record: unknown): unknown {
  return typeof record === "object" && record !== null && "id" in record ? record.id : undefined;
}

/**
 * The one way to change records: reads and writes in one transaction, so that two contexts cannot both
 * take the same step and nothing is half done after a crash, and then announces every record that it
 * wrote, once, in the order in which they were first written.
 *
 * @param change resolves with null when there is nothing to do: then nothing is written. What it puts
 *   and deletes is carried out in that order when it has resolved, so it reads what was there before
 * @throws `QuotaExceededError` when the disk or the browser's quota is full; what `change` throws.
 *   Nothing is written then
 */
export async function changeRecords<const Names extends readonly Table[], Result>(
  tables: Names,
  change: (records: RecordChange<Names>) => Promise<Result>,
): Promise<Result> {
  const transaction = (await openToWrite()).transaction(tables, "readwrite");
  const writes: (() => Promise<unknown>)[] = [];
  const notices = new Map<string, ChangeNotice>();

  function note(table: Table, id: unknown, isProgress: boolean): void {
    if (!isShown(table) || typeof id !== "string") return;
    const key = `${table} ${id}`;
    const isOnlyProgress = isProgress && notices.get(key)?.isProgress !== false;
    notices.set(key, { table, id, isProgress: isOnlyProgress });
  }

  const records: RecordChange<Names> = {
    read: (table) => transaction.objectStore(table),
    put(table, record, { key, isProgress = false } = {}) {
      writes.push(() => transaction.objectStore(table).put(record, key));
      note(table, key ?? idOf(record), isProgress);
    },
    delete(table, key) {
      writes.push(() => transaction.objectStore(table).delete(key));
      note(table, key, false);
    },
  };

  async function run(): Promise<Result> {
    const result = await change(records);
    if (result === null) notices.clear();
    else await Promise.all(writes.map(async (write) => write()));
    return result;
  }

  // Both from the start: whichever fails first is what the caller hears of.
  const [result] = await Promise.all([run(), transaction.done]);
  for (const notice of notices.values()) announceChange(notice);
  return result;
}
