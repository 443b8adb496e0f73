import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

const KEY = "open-draft";

/** The id of the draft that the composer shows; undefined when it shows none. */
export async function getOpenDraftId(): Promise<string | undefined> {
  return (await openDatabase()).get("settings", KEY);
}

/** Chooses the draft that the composer shows; null: none. */
export async function setOpenDraftId(postId: string | null): Promise<void> {
  const database = await openDatabase();
  if (postId === null) await database.delete("settings", KEY);
  else await database.put("settings", postId, KEY);
  announceChange({ table: "settings", id: KEY });
}
