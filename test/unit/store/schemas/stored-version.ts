/**
 * A database as an earlier version of the extension left it. Frozen: it is what is on people's disks,
 * and is never brought in line with later types. A new version of the schema adds one more.
 */
export interface StoredVersion {
  readonly version: number;
  /** Tables, keys and indexes as that version made them. */
  create(database: IDBDatabase): void;
  readonly records: {
    readonly posts: readonly StoredRecord[];
    readonly attachments: readonly StoredRecord[];
    /** Attachment id, first byte, and a text for the bytes. */
    readonly chunks: readonly (readonly [string, number, string])[];
    readonly accounts: readonly StoredRecord[];
    readonly grants: readonly Readonly<Record<string, unknown>>[];
    readonly settings: Readonly<Record<string, unknown>>;
  };
}

/** A record of any version: what it holds beside these is that version's business. */
export interface StoredRecord extends Readonly<Record<string, unknown>> {
  readonly id: string;
}
