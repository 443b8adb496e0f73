import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

/** Under this key the table `settings` holds the open draft's id. */
export const OPEN_DRAFT_KEY = "open-draft";

/** The id of the draft that the composer shows; undefined when it shows none. */
export async function getOpenDraftId(): Promise<string | undefined> {
  return (await openDatabase()).get("settings", OPEN_DRAFT_KEY);
}

/** Chooses the draft that the composer shows; null: none. */
export async function setOpenDraftId(postId: string | null): Promise<void> {
  const database = await openDatabase();
  if (postId === null) await database.delete("settings", OPEN_DRAFT_KEY);
  else await database.put("settings", postId, OPEN_DRAFT_KEY);
  announceChange({ table: "settings", id: OPEN_DRAFT_KEY });
}
