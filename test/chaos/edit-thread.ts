import { getPost } from "../../lib/store/post-store";
import { listDraftsOfThread } from "../../lib/store/thread-store";
import type { ChaosWorld } from "./chaos-world";

/** What a person changes about a thread before it goes out; places beyond its end mean the last post. */
export type ThreadEdit =
  | { readonly kind: "move"; readonly at: number; readonly to: number }
  | { readonly kind: "remove"; readonly at: number; readonly isUndone: boolean }
  /** Another account for all of it, or the first one again. */
  | { readonly kind: "account"; readonly at: number }
  /** A post behind one, of words alone. */
  | { readonly kind: "add"; readonly at: number }
  /** The last picture of a post into the one after it, and back. */
  | { readonly kind: "medium"; readonly at: number };

/** What a thread is to be: of each post its id and text, in order. */
export type WantedThread = readonly { readonly id: string; readonly text: string }[];

/** The text of a post of a thread, counted from 0. */
export const textOf = (index: number) => `Walk number ${index + 1} along the coast, and back`;

/** Makes a change as a person would, and tells what the thread is to be from then on. */
export async function editThread(
  thread: WantedThread,
  edit: ThreadEdit,
  chaos: ChaosWorld,
): Promise<WantedThread> {
  const at = Math.min(edit.at, thread.length - 1);
  const post = thread[at];
  if (post === undefined) return thread;
  const postId = post.id;
  switch (edit.kind) {
    case "move": {
      const to = Math.min(edit.to, thread.length - 1);
      const moved = thread.toSpliced(at, 1).toSpliced(to, 0, post);
      // Words alone do not begin a thread.
      if ((await picturesOf(moved[0]?.id)).length === 0) return thread;
      await chaos.click({ type: "move-post", postId, toIndex: to });
      return moved;
    }
    case "remove": {
      const left = thread.toSpliced(at, 1);
      if (!edit.isUndone && (await picturesOf(left[0]?.id)).length === 0) return thread;
      await chaos.click({ type: "delete-post", postId });
      if (!edit.isUndone) return left;
      await chaos.click({ type: "undo-deletion", postId });
      return thread;
    }
    case "account": {
      const accountId = (await getPost(postId))?.accountId === "second" ? "primary" : "second";
      await chaos.click({ type: "choose-account", accountId, postId });
      return thread;
    }
    case "add":
      return addBehind(thread, at, chaos);
    case "medium": {
      const [attachmentId] = (await picturesOf(postId)).toReversed();
      const next = thread[at + 1]?.id;
      if (attachmentId === undefined || next === undefined) return thread;
      await chaos.click({ type: "move-medium", attachmentId, postId: next });
      await chaos.click({ type: "move-medium", attachmentId, postId });
      return thread;
    }
  }
}

async function addBehind(
  thread: WantedThread,
  at: number,
  chaos: ChaosWorld,
): Promise<WantedThread> {
  const before = thread[at]?.id ?? "";
  await chaos.click({ type: "add-post", postId: before });
  // Where the worker died before it answered, the click was made twice.
  const known = new Set(thread.map(({ id }) => id));
  const added = (await listDraftsOfThread(before)).filter(({ id }) => !known.has(id));
  const texts: { id: string; text: string }[] = [];
  for (const { id } of added) texts.push({ id, text: freeText([...thread, ...texts]) });
  for (const { id, text } of texts) await chaos.click({ type: "edit-text", postId: id, text });
  return thread.toSpliced(at + 1, 0, ...texts);
}

/** Of two posts with the same words and no pictures X refuses the second. */
function freeText(taken: WantedThread): string {
  const texts = new Set(taken.map(({ text }) => text));
  let index = taken.length;
  while (texts.has(textOf(index))) index += 1;
  return textOf(index);
}

async function picturesOf(postId: string | undefined): Promise<readonly string[]> {
  return postId === undefined ? [] : ((await getPost(postId))?.attachmentIds ?? []);
}
