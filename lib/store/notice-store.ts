import { changeRecords } from "./change-records";

/**
 * Notes that a person is told about an end of a post, in one transaction: of two workers, or of a
 * worker and its successor, only one tells.
 *
 * @param end names the end among those of the post: one that failed twice ends twice
 * @returns false when it was noted before
 */
export function claimNotice(postId: string, end: string): Promise<boolean> {
  return changeRecords(["notices"], async (records) => {
    const isNew = (await records.read("notices").get(postId)) !== end;
    if (isNew) records.put("notices", end, { key: postId });
    return isNew;
  });
}

/** Forgets the notes about posts that are no longer stored. Call at the start of the worker. */
export async function forgetNotices(): Promise<void> {
  await changeRecords(["notices", "posts"], async (records) => {
    const kept = new Set(await records.read("posts").getAllKeys());
    for (const id of await records.read("notices").getAllKeys()) {
      if (!kept.has(id)) records.delete("notices", id);
    }
  });
}
