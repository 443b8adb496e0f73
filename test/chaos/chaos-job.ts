import { listBusyAttachments } from "../../lib/store/attachment-store";
import type { End } from "../faults/how-it-ended";
import type { ReceivedPost } from "../x-server/post-store";
import type { XServer } from "../x-server/x-server";
import type { PlannedJob } from "./scenario";

/** A job under way in a scenario. */
export interface ChaosJob {
  readonly plan: PlannedJob;
  readonly postId: string;
  readonly attachmentIds: readonly string[];
  /** SHA-256 of the files that are to be posted, in their order. */
  hashes: readonly string[];
  isPublished: boolean;
  isCancelled: boolean;
  /** Deleted by the person, and not brought back. */
  isDeleted: boolean;
  /** What was deleted before it was ever called for: nothing of it may come to X unless it is brought back. */
  isUnsent: boolean;
  /** The media that were removed last, which an undo puts back. */
  removedHashes: readonly string[];
  /** By the clock of this machine, in epoch milliseconds: sooner it must not go out; null: whenever. */
  notBeforeMs: number | null;
  readonly ends: End[];
  /** What was at X when the person was asked whether the post was made: hidden while timelines lag. */
  readonly asked: ("absent" | "hidden" | "shown")[];
}

/** Whether nothing of a job's attachments is under way. */
export async function isUploadAtRest(job: ChaosJob): Promise<boolean> {
  const ids = new Set(job.attachmentIds);
  return (await listBusyAttachments()).every(({ id }) => !ids.has(id));
}

/** The posts at the local X that carry a file of the job. */
export function postsOf(
  { hashes }: ChaosJob,
  server: XServer,
  posts = server.posts,
): ReceivedPost[] {
  return posts.filter(({ mediaIds }) =>
    mediaIds.some((id) => hashes.includes(server.media(id)?.sha256 ?? "")),
  );
}
