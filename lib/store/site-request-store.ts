import { changeRecords } from "./change-records";

/** In the table `settings` a question for a site stands under this and its attachment's id. */
const PREFIX = "site-request/";

/** A question that was asked longer ago has been answered, or left. */
const ANSWERED_WITHIN_MS = 5 * 60 * 1000;

/**
 * Notes that the person was just asked for the site of an attachment: the browser's dialog may close
 * the popup that asks, and the worker may end while it is open.
 *
 * @param nowMs epoch milliseconds
 */
export async function noteSiteRequest(attachmentId: string, nowMs: number): Promise<void> {
  await changeRecords(["settings"], async (records) =>
    records.put("settings", String(nowMs), { key: PREFIX + attachmentId }),
  );
}

/** Forgets the question for an attachment: it was answered. */
export async function forgetSiteRequest(attachmentId: string): Promise<void> {
  await changeRecords(["settings"], async (records) =>
    records.delete("settings", PREFIX + attachmentId),
  );
}

/** The attachments whose site was asked for in the last five minutes. Older questions are forgotten. */
export async function listSiteRequests(nowMs: number): Promise<ReadonlySet<string>> {
  return changeRecords(["settings"], async (records) => {
    const range = IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`);
    const table = records.read("settings");
    const [keys, times] = await Promise.all([table.getAllKeys(range), table.getAll(range)]);
    const recent = new Set<string>();
    for (const [index, key] of keys.entries()) {
      const ageMs = nowMs - Number(times[index]);
      if (ageMs >= 0 && ageMs < ANSWERED_WITHIN_MS) recent.add(key.slice(PREFIX.length));
      else records.delete("settings", key);
    }
    return recent;
  });
}
