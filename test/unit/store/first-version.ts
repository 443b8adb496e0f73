import "fake-indexeddb/auto";
import { openDB, unwrap } from "idb";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { Post } from "../../../lib/jobs/post";
import { VERSION_1 } from "./schemas/version-1";

/** A record without the fields that a later version gave it. */
export function without(record: object, ...names: string[]): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** A post as the first version wrote it. */
export function firstPost(post: Post): object {
  return without(post, "accountId", "options", "removal", "begunBecause", "holdUntilMs");
}

/** An attachment as the first version wrote it. */
export function firstAttachment(attachment: Attachment, sentAltText: string | null = null): object {
  const first = without(attachment, "accountId", "subtitles", "sentMetadata", "sentSubtitles");
  return attachment.state === "ready" ? { ...first, sentAltText } : first;
}

/** The tables of the first version, and what they hold. */
export interface FirstVersion {
  readonly posts?: readonly object[];
  readonly attachments?: readonly object[];
  readonly chunks?: readonly object[];
  readonly accounts?: readonly object[];
  readonly grants?: readonly object[];
  readonly openDraft?: string;
}

/** Leaves the database as the first version did. */
export async function leaveFirstVersion(left: FirstVersion): Promise<void> {
  const database = await openDB("tweet-this-image", 1, {
    upgrade: (first) => VERSION_1.create(unwrap(first)),
  });
  for (const table of ["posts", "attachments", "chunks", "accounts", "grants"] as const) {
    for (const record of left[table] ?? []) await database.put(table, record);
  }
  if (left.openDraft !== undefined) await database.put("settings", left.openDraft, "open-draft");
  database.close();
}
