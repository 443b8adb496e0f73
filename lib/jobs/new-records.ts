import { NO_POST_OPTIONS } from "./post-options";
import type { DraftPost, Post } from "./post";
import type { CapturingAttachment } from "./attachment";
import type { CaptureSource } from "./capture-source";

/** An attachment of a post whose bytes are still to come. */
export function newAttachment(
  id: string,
  post: Pick<Post, "id" | "accountId">,
  source: CaptureSource,
  nowMs: number,
): CapturingAttachment {
  return {
    id,
    postId: post.id,
    accountId: post.accountId,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    source,
    options: { category: null, additionalOwners: [] },
    altText: "",
    subtitles: null,
    thumbnail: null,
    freshUploads: 0,
    state: "capturing",
    transfer: { doneBytes: 0, totalBytes: null, bytesPerSecond: 0 },
    early: null,
    mark: null,
    wait: null,
  };
}

/** A draft without media, to go out with an account. */
export function newDraft(
  nowMs: number,
  accountId: string,
  change: Partial<Pick<DraftPost, "text" | "options" | "begunBecause" | "begunBeside">> = {},
): DraftPost {
  return {
    id: crypto.randomUUID(),
    accountId,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    text: "",
    attachmentIds: [],
    options: NO_POST_OPTIONS,
    state: "draft",
    removal: null,
    begunBecause: null,
    ...change,
  };
}
