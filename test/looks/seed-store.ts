import type { Attachment } from "../../lib/jobs/attachment";
import {
  ACCOUNT,
  type ExampleStore,
  fileOf,
  type PictureName,
  preferencesWith,
  readGalleryFile,
} from "./example-store";

/** Bytes as text, since a page is told everything as JSON. */
interface FileText {
  readonly attachmentId: string;
  readonly base64: string;
  readonly type: string;
}

/** What a database is filled with, as a page is told it. */
export interface Filling {
  readonly records: Readonly<Record<string, readonly object[]>>;
  readonly keyed: Readonly<Record<string, readonly (readonly [string, unknown])[]>>;
  readonly files: readonly FileText[];
}

/** Exactly what an example says, for {@link fillDatabase}. */
export function fillingOf(store: ExampleStore): Filling {
  const attachments = store.attachments ?? [];
  return {
    records: {
      accounts: [{ ...ACCOUNT, ...store.account }, ...(store.otherAccounts ?? [])],
      posts: store.posts ?? [],
      attachments: attachments.map((attachment) => ({ ...attachment })),
    },
    keyed: {
      settings: store.openDraft === undefined ? [] : [["open-draft", store.openDraft]],
      preferences: [["mine", preferencesWith(store.preferences)]],
    },
    files: attachments.flatMap(fileTextOf),
  };
}

function fileTextOf({ id }: Attachment): FileText[] {
  const name = id.slice(0, id.indexOf("-")) as PictureName;
  const file = fileOf(name);
  const base64 = readGalleryFile(file).toString("base64");
  return [{ attachmentId: id, base64, type: file.type }];
}

/**
 * Runs in a page of the extension, and fills its database with this and nothing else. The database must have
 * been opened by the extension itself, so that its tables are there.
 */
export async function fillDatabase({ records, keyed, files }: Filling): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("tweet-this-image");
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(new Error(request.error?.name)));
  });
  const blobs = new Map(
    files.map(({ attachmentId, base64, type }) => [
      attachmentId,
      new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type }),
    ]),
  );
  const transaction = database.transaction([...database.objectStoreNames], "readwrite");
  for (const name of database.objectStoreNames) transaction.objectStore(name).clear();
  for (const [name, values] of Object.entries(records)) {
    for (const value of values) {
      const id = "id" in value ? String(value.id) : "";
      const picture = blobs.get(id);
      // A video has no picture to show in a list.
      const thumbnail = picture?.type.startsWith("image/") === true ? picture : null;
      transaction.objectStore(name).put(picture === undefined ? value : { ...value, thumbnail });
    }
  }
  for (const [name, values] of Object.entries(keyed)) {
    for (const [key, value] of values) transaction.objectStore(name).put(value, key);
  }
  for (const [attachmentId, blob] of blobs) {
    transaction.objectStore("chunks").put({ attachmentId, startByte: 0, blob });
  }
  await new Promise((resolve, reject) => {
    transaction.addEventListener("complete", resolve);
    transaction.addEventListener("error", () => reject(new Error(transaction.error?.name)));
  });
  database.close();
}
