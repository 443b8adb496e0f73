import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { Preferences } from "./preferences";
import type { AccountRecord, GrantRecord } from "./account-record";
import type { Attachment } from "../jobs/attachment";
import type { Post } from "../jobs/post";
import type { StoredFile } from "../media/media-bytes";

/** A run of an attachment's bytes, at most 1 MiB; `startByte` counts from the start of the file. */
export interface Chunk {
  readonly attachmentId: string;
  readonly startByte: number;
  readonly blob: StoredFile;
}

/** A file that a person has chosen, dropped or pasted, until the worker has judged and stored its bytes. */
export interface LocalFile {
  /** The id of the attachment, or of the subtitles, that it becomes. */
  readonly id: string;
  readonly file: StoredFile;
  /** Epoch milliseconds. */
  readonly addedAtMs: number;
}

/** Every table of the extension; whatever is not here does not survive the worker. */
export interface Schema extends DBSchema {
  posts: {
    key: string;
    value: Post;
    indexes: { byUpdate: number; byState: string; byStateAndUpdate: [string, number] };
  };
  attachments: { key: string; value: Attachment; indexes: { byPost: string; byState: string } };
  chunks: { key: [string, number]; value: Chunk };
  accounts: { key: string; value: AccountRecord };
  /** Tokens: in IndexedDB because content scripts cannot reach it, unlike `storage.local`. */
  grants: { key: string; value: GrantRecord };
  settings: { key: string; value: string };
  localFiles: { key: string; value: LocalFile };
  /** One record, under the name of the extension's only person. */
  preferences: { key: string; value: Preferences };
  /** Which end of a post a person was told about, by the post's id. */
  notices: { key: string; value: string };
}

/** The one connection of a context. */
export type Database = IDBPDatabase<Schema>;

/** The connection for whoever only reads. */
export interface ReadableDatabase extends Pick<
  Database,
  | "count"
  | "get"
  | "getAll"
  | "getAllFromIndex"
  | "getAllKeys"
  | "getKey"
  | "objectStoreNames"
  | "version"
> {
  transaction<Name extends StoreNames<Schema>>(
    table: Name,
  ): IDBPTransaction<Schema, [Name], "readonly">;
  transaction<Names extends readonly StoreNames<Schema>[]>(
    tables: Names,
  ): IDBPTransaction<Schema, Names, "readonly">;
}
