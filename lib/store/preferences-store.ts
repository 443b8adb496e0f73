import { changeRecords } from "./change-records";
import { openDatabase } from "./database";
import { DEFAULT_PREFERENCES, type Preferences } from "./preferences";

const KEY = "mine";

/** The preferences; the default of each that was never set. */
export async function getPreferences(): Promise<Preferences> {
  return { ...DEFAULT_PREFERENCES, ...(await (await openDatabase()).get("preferences", KEY)) };
}

/** Changes some preferences, in one transaction. */
export async function updatePreferences(change: Partial<Preferences>): Promise<void> {
  await changeRecords(["preferences"], async (records) => {
    const current = { ...DEFAULT_PREFERENCES, ...(await records.read("preferences").get(KEY)) };
    records.put("preferences", { ...current, ...change }, { key: KEY });
  });
}
