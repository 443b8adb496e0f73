import type { DraftPost, Post } from "./post";

/** What a thread's order is read from. */
type Link = Pick<Post, "id" | "afterId">;

/**
 * The posts of a thread in their order: all that the one with this id answers, itself, and all that answer it,
 * as far as they are among those given. Deleted ones that can be brought back keep their place.
 *
 * @returns an empty list where the post is not among those given
 */
export function threadOf<P extends Link>(id: string, posts: readonly P[]): P[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const following = new Map(posts.map((post) => [post.afterId, post]));
  const start = byId.get(id);
  if (start === undefined) return [];
  const thread = [start];
  const seen = new Set([id]);
  for (let before = byId.get(start.afterId ?? ""); before !== undefined && !seen.has(before.id);) {
    seen.add(before.id);
    thread.unshift(before);
    before = byId.get(before.afterId ?? "");
  }
  for (let after = following.get(id); after !== undefined && !seen.has(after.id);) {
    seen.add(after.id);
    thread.push(after);
    after = following.get(after.id);
  }
  return thread;
}

/** The part of a thread that is still being written around a draft: its drafts, with deleted ones between them. */
export function writtenPartOf(id: string, posts: readonly Post[]): Post[] {
  const thread = threadOf(id, posts);
  const at = thread.findIndex((post) => post.id === id);
  if (at < 0) return [];
  let start = at;
  let end = at + 1;
  while (start > 0 && isWritten(thread[start - 1])) start -= 1;
  while (end < thread.length && isWritten(thread[end])) end += 1;
  return thread.slice(start, end);
}

function isWritten(post: Post | undefined): boolean {
  return post?.state === "draft" || (post?.state === "deleted" && post.before.state === "draft");
}

/** As {@link writtenPartOf}, as a person sees it: without what was deleted. */
export function draftsOfThread(id: string, posts: readonly Post[]): DraftPost[] {
  return writtenPartOf(id, posts).filter((post) => post.state === "draft");
}

/** Which post answers which from now on. */
export interface NewLink {
  readonly id: string;
  /** Null: it answers none of ours. */
  readonly afterId: string | null;
}

/**
 * What has to change so that posts follow one another as given.
 *
 * @param firstAfterId what the first of them answers; undefined: none
 */
export function linksFor(inOrder: readonly Link[], firstAfterId: string | undefined): NewLink[] {
  return inOrder.flatMap(({ id, afterId }, index) => {
    const wanted = index === 0 ? firstAfterId : inOrder[index - 1]?.id;
    return wanted === afterId ? [] : [{ id, afterId: wanted ?? null }];
  });
}

/**
 * The order in which a draft stands at another place among those of its thread.
 *
 * @param part as {@link writtenPartOf} gives it
 * @param toIndex counted from 0 among those that are not deleted; beyond the ends means the end
 */
export function moveWithin(part: readonly Post[], id: string, toIndex: number): Post[] {
  const moved = part.find((post) => post.id === id);
  if (moved === undefined) return [...part];
  const others = part.filter((post) => post !== moved);
  const shown = others.filter(({ state }) => state !== "deleted");
  const next = shown[Math.max(0, toIndex)];
  return next === undefined ? [...others, moved] : others.toSpliced(others.indexOf(next), 0, moved);
}

/** Where a post stands in its thread, as a person counts. */
export interface ThreadPlace {
  /** Counted from 0. */
  readonly index: number;
  readonly count: number;
  /** Of each post of the thread that is out its address, in order; null where nobody knows it. */
  readonly outUrls: readonly (string | null)[];
  /** Whether one of them has failed, or nobody knows what became of it. */
  readonly needsPerson: boolean;
}

/** The places of all posts that stand in threads, by id; deleted ones are not counted. */
export function placeInThreads(posts: readonly Post[]): ReadonlyMap<string, ThreadPlace> {
  const places = new Map<string, ThreadPlace>();
  for (const post of posts) {
    if (post.afterId === undefined || places.has(post.id)) continue;
    const thread = threadOf(post.id, posts).filter(({ state }) => state !== "deleted");
    if (thread.length < 2) continue;
    const outUrls = thread.flatMap((each) => (each.state === "posted" ? [each.url] : []));
    const needsPerson = thread.some(({ state }) => state === "failed" || state === "unsure");
    for (const [index, { id }] of thread.entries()) {
      places.set(id, { index, count: thread.length, outUrls, needsPerson });
    }
  }
  return places;
}
