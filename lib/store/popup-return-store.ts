import { changeRecords } from "./change-records";

/** Under this key the table `settings` holds when the popup asked the browser something, in epoch milliseconds. */
const KEY = "popup-return";

/** Whoever answers later than this has turned to something else. */
const ANSWERED_WITHIN_MS = 5 * 60 * 1000;

/** Notes that the popup asks the browser something, which may close it. @param nowMs epoch milliseconds */
export async function expectPopupBack(nowMs: number): Promise<void> {
  await changeRecords(["settings"], async (records) =>
    records.put("settings", String(nowMs), { key: KEY }),
  );
}

/** Whether the popup has asked something in the last five minutes; answers yes once. */
export async function takePopupBack(nowMs: number): Promise<boolean> {
  return changeRecords(["settings"], async (records) => {
    const askedAtMs = await records.read("settings").get(KEY);
    records.delete("settings", KEY);
    const ageMs = nowMs - Number(askedAtMs);
    return ageMs >= 0 && ageMs < ANSWERED_WITHIN_MS;
  });
}
