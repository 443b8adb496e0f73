import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

/** Under this key the table `settings` holds the open draft's id. */
export const OPEN_DRAFT_KEY = "open-draft";

/** The id of the draft that the composer shows; undefined when it shows none. */
export async function getOpenDraftId(): Promise<string | undefined> {
  return (await openDatabase()).get("settings", OPEN_DRAFT_KEY);
}

/** Chooses the draft that the composer shows; null: none. */
export async function setOpenDraftId(postId: string | null): Promise<void> {
  await changeRecords(["settings"], async (records) => {
    if (postId === null) records.delete("settings", OPEN_DRAFT_KEY);
    else records.put("settings", postId, { key: OPEN_DRAFT_KEY });
  });
}
