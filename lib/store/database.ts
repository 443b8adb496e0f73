import { upgradeDatabase } from "./upgrade-database";
import type { Database, ReadableDatabase, Schema } from "./schema";
import { jobError, JobFailure } from "../errors/job-error";
import { openDB } from "idb";
import { copyRecordBlobs } from "./copy-record-blobs";

const NAME = "tweet-this-image";
const VERSION = 4;

/** Opening takes milliseconds; one that takes this long waits for a context that does not let go. */
export const OPENS_WITHIN_MS = 10_000;

let connection: Promise<Database> | null = null;

/**
 * Opens the database for reading, or hands out the open connection. A newer version in another context
 * closes this connection, so that an update of the extension is never blocked; the next call opens again.
 *
 * @throws `VersionError` when the stored data is of a newer extension, `UnknownError` when the disk
 *   fails, a `JobFailure` with `storage-blocked` when another context keeps it from being opened
 */
export function openDatabase(): Promise<ReadableDatabase> {
  return openToWrite();
}

/** As {@link openDatabase}, with the right to write: for `changeRecords` alone, which announces what it wrote. */
export function openToWrite(): Promise<Database> {
  connection ??= withinPatience(open());
  connection.catch(() => {
    // The next call tries again; the caller of this one sees the rejection.
    connection = null;
  });
  return connection;
}

async function open(): Promise<Database> {
  const opened = await openDB<Schema>(NAME, VERSION, {
    upgrade: (database, oldVersion, _newVersion, transaction) =>
      upgradeDatabase(database, oldVersion, transaction),
    blocking(_current, _blocked, event) {
      connection = null;
      (event.target as IDBDatabase).close();
    },
    terminated() {
      connection = null;
    },
  });
  await copyRecordBlobs(opened);
  return opened;
}

/** The browser itself waits for ever, and whoever waits with it shows nothing. */
function withinPatience(opening: Promise<Database>): Promise<Database> {
  return new Promise((resolve, reject) => {
    let isGivenUp = false;
    const timer = setTimeout(() => {
      isGivenUp = true;
      reject(new JobFailure(jobError("storage-blocked", "post")));
    }, OPENS_WITHIN_MS);
    opening.then(
      (database) => {
        clearTimeout(timer);
        // Nobody holds this one any more; open, it would only be in somebody's way.
        if (isGivenUp) database.close();
        else resolve(database);
      },
      (failure: unknown) => {
        clearTimeout(timer);
        reject(failure as Error);
      },
    );
  });
}

/** Closes the connection, if there is one. For tests, which start with a fresh database each. */
export async function closeDatabase(): Promise<void> {
  const open = connection;
  connection = null;
  if (open !== null) (await open).close();
}
