import { openDatabase } from "./database";

const KEY = "welcomed";

/** Notes that the first steps are shown; false when they were shown before. */
export async function claimWelcome(): Promise<boolean> {
  const database = await openDatabase();
  const transaction = database.transaction("settings", "readwrite");
  const isFirst = (await transaction.store.get(KEY)) === undefined;
  if (isFirst) await transaction.store.put("yes", KEY);
  await transaction.done;
  return isFirst;
}
