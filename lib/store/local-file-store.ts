import type { StoredFile } from "../media/media-bytes";
import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

/**
 * Keeps a file until the worker takes it: written by the page that has it, before the command that
 * names it, because commands carry no bytes.
 *
 * @throws `QuotaExceededError` when the disk or the browser's quota is full
 */
export async function putLocalFile(id: string, file: Blob, nowMs: number): Promise<void> {
  await changeRecords(["localFiles"], async (records) =>
    records.put("localFiles", { id, file, addedAtMs: nowMs }),
  );
}

/** The file; null when it is gone. */
export async function getLocalFile(id: string): Promise<StoredFile | null> {
  return (await (await openDatabase()).get("localFiles", id))?.file ?? null;
}

/** Frees a file that is needed no more. */
export async function deleteLocalFile(id: string): Promise<void> {
  await changeRecords(["localFiles"], async (records) => records.delete("localFiles", id));
}

/** A command that has not come within this time will not come any more. */
const COMMAND_LIMIT_MS = 10 * 60_000;

/** Frees files whose command never came, or whose attachment is past needing them. Call at each start. */
export async function freeForgottenFiles(nowMs: number): Promise<void> {
  const database = await openDatabase();
  // Nearly always there is none, and no job need wait for the look.
  if ((await database.count("localFiles")) === 0) return;
  await changeRecords(["localFiles", "attachments"], async (records) => {
    for (const { id, addedAtMs } of await records.read("localFiles").getAll()) {
      const attachment = await records.read("attachments").get(id);
      const isWanted =
        attachment === undefined
          ? nowMs - addedAtMs < COMMAND_LIMIT_MS
          : attachment.state === "capturing" ||
            (attachment.state === "failed" && attachment.resume.from === "capture");
      if (!isWanted) records.delete("localFiles", id);
    }
  });
}
