import { announceChange } from "./change-notice";
import { openDatabase } from "./database";
import { DEFAULT_PREFERENCES, type Preferences } from "./preferences";

const KEY = "mine";

/** The preferences; the default of each that was never set. */
export async function getPreferences(): Promise<Preferences> {
  return { ...DEFAULT_PREFERENCES, ...(await (await openDatabase()).get("preferences", KEY)) };
}

/** Changes some preferences, in one transaction. */
export async function updatePreferences(change: Partial<Preferences>): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction("preferences", "readwrite");
  const current = { ...DEFAULT_PREFERENCES, ...(await transaction.store.get(KEY)) };
  await transaction.store.put({ ...current, ...change }, KEY);
  await transaction.done;
  announceChange({ table: "preferences", id: KEY });
}
