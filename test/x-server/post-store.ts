import type { DecimalIds } from "./decimal-ids";

/** A post as the local X received it. */
export interface ReceivedPost {
  id: string;
  userId: string;
  /** As sent, without the link of the attachment. */
  text: string;
  mediaIds: readonly string[];
  /** Epoch milliseconds. */
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

  add(post: Omit<ReceivedPost, "id" | "createdAtMs">): ReceivedPost {
    const stored = { ...post, id: this.#ids.next(), createdAtMs: Date.now() };
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

/** The text as X returns it: with the short link that stands for the attachment. */
export function displayedText({ id, text, mediaIds }: ReceivedPost): string {
  if (mediaIds.length === 0) return text;
  const link = `https://t.co/${BigInt(id).toString(36).padStart(10, "0").slice(-10)}`;
  return text === "" ? link : `${text} ${link}`;
}
