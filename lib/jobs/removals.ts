import type { DraftPost, Post, Removal } from "./post";

/** The media of a draft that can still be put back, the one that was removed last first. */
export function listRemovals(post: Pick<DraftPost, "removal">): Removal[] {
  const removals: Removal[] = [];
  for (let removal = post.removal; removal !== null; removal = removal.before ?? null) {
    removals.push(removal);
  }
  return removals;
}

/** Every attachment that belongs to a post: those in it, and those that may still be put back. */
export function ownAttachmentIds(post: Post): string[] {
  const draft = post.state === "deleted" ? post.before : post;
  const removals = draft.state === "draft" ? listRemovals(draft) : [];
  return [...post.attachmentIds, ...removals.map(({ attachmentId }) => attachmentId)];
}
