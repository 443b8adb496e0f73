import type { DecimalIds } from "./decimal-ids";

/** A post of somebody without an account here. */
export interface StrangerPost {
  readonly id: string;
  readonly author: string;
  /** The names of those whom it mentions or whose posts it quotes: their apps may answer it. */
  readonly summons: readonly string[];
}

/** Every post of a stranger. */
export class StrangerPosts {
  #posts: StrangerPost[] = [];
  readonly #ids: DecimalIds;

  constructor(ids: DecimalIds) {
    this.#ids = ids;
  }

  add(post: Omit<StrangerPost, "id">): StrangerPost {
    const stored = { ...post, id: this.#ids.next() };
    this.#posts.push(stored);
    return stored;
  }

  find(id: string): StrangerPost | undefined {
    return this.#posts.find((post) => post.id === id);
  }

  clear(): void {
    this.#posts = [];
  }
}
