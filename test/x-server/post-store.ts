import type { DecimalIds } from "./decimal-ids";

/** A post as the local X received it. */
export interface ReceivedPost {
  id: string;
  userId: string;
  /** As sent, without the link of the attachment. */
  text: string;
  mediaIds: readonly string[];
  /** The stranger whom it answers, without the @; absent where it answers nobody. */
  answers?: string;
  /** Epoch milliseconds by X's clock. */
  createdAtMs: number;
  /** The whole request body. */
  body: unknown;
}

/** Every post, oldest first. */
export class PostStore {
  readonly #posts: ReceivedPost[] = [];
  readonly #ids: DecimalIds;

  constructor(ids: DecimalIds) {
    this.#ids = ids;
  }

  add(post: Omit<ReceivedPost, "id">): ReceivedPost {
    const stored = { ...post, id: this.#ids.next() };
    this.#posts.push(stored);
    return stored;
  }

  all(): readonly ReceivedPost[] {
    return [...this.#posts];
  }

  /** X's duplicate rule as far as it is known: same person, same text, same attachments. */
  hasDuplicate(userId: string, text: string, mediaIds: readonly string[]): boolean {
    const attachments = [...mediaIds].toSorted().join();
    return this.#posts.some(
      (post) =>
        post.userId === userId &&
        post.text === text &&
        [...post.mediaIds].toSorted().join() === attachments,
    );
  }

  clear(): void {
    this.#posts.length = 0;
  }
}
