import type { DraftPost, Post, PublishingPost, Removal } from "./post";
import { listRemovals } from "./removals";
import { postBaseOf } from "./post-base";
import type { PostEvent } from "./post-event";

type EventOf<Type extends PostEvent["type"]> = Extract<PostEvent, { type: Type }>;

/** Fills in what the page had to say, unless the person has written something else meanwhile. */
export function prefill<P extends DraftPost | PublishingPost>(
  post: P,
  { from, text }: EventOf<"prefilled">,
): P | null {
  return post.text === from && text !== from ? { ...post, text } : null;
}

/** Puts a medium into another place; null where it stands there already. */
export function moveAttachment(
  post: DraftPost,
  { attachmentId, toIndex }: EventOf<"attachment-moved">,
): DraftPost | null {
  const others = post.attachmentIds.filter((id) => id !== attachmentId);
  if (others.length === post.attachmentIds.length) return null;
  const at = Math.min(Math.max(0, toIndex), others.length);
  const attachmentIds = others.toSpliced(at, 0, attachmentId);
  return attachmentIds.every((id, index) => id === post.attachmentIds[index])
    ? null
    : { ...post, attachmentIds };
}

/** Takes a medium out so that it can be put back: the one that was removed last first. */
export function setAside(
  post: DraftPost,
  { attachmentId, untilMs }: EventOf<"attachment-set-aside">,
): DraftPost | null {
  const index = post.attachmentIds.indexOf(attachmentId);
  if (index < 0) return null;
  return {
    ...post,
    attachmentIds: post.attachmentIds.toSpliced(index, 1),
    removal: { attachmentId, index, untilMs, before: post.removal },
  };
}

/** Puts the medium that was removed last back where it stood. */
export function undoRemoval(post: DraftPost, attachmentId: string): DraftPost | null {
  const { removal, attachmentIds } = post;
  if (removal?.attachmentId !== attachmentId) return null;
  return {
    ...post,
    attachmentIds: attachmentIds.toSpliced(removal.index, 0, attachmentId),
    removal: removal.before ?? null,
  };
}

/** It is too late to put a medium back; null where that is not one of those that can be. */
export function endRemoval(post: DraftPost, attachmentId: string): DraftPost | null {
  if (!listRemovals(post).some((removal) => removal.attachmentId === attachmentId)) return null;
  return { ...post, removal: withoutRemoval(post.removal, attachmentId) };
}

function withoutRemoval(removal: Removal | null, attachmentId: string): Removal | null {
  if (removal === null) return null;
  const before = withoutRemoval(removal.before ?? null, attachmentId);
  return removal.attachmentId === attachmentId ? before : { ...removal, before };
}

/** A draft again, with its text, media and options. */
export function toDraft(post: Post): DraftPost {
  return { ...postBaseOf(post), state: "draft", removal: null, begunBecause: null };
}

/** A draft that answers none of ours. */
export function outOfThread({ afterId: _left, ...post }: DraftPost): DraftPost {
  return post;
}
