import type { Post } from "./post";

/**
 * Whether it is the turn of a post, which answers another one of ours or none:
 *
 * - `go`: nothing stands before it, or what does is out under an id that can be answered
 * - `wait`: the post before it is still to come; where that has failed, until the person retries it
 * - `broken`: it will never be there to be answered
 */
export type ThreadTurn =
  | { readonly kind: "go"; readonly answersXPostId: string | null }
  | { readonly kind: "wait" }
  | { readonly kind: "broken" };

/**
 * Decides by the stored record of the post before, which alone knows whether it is out: so a death between the
 * two changes nothing, and a post of which nobody knows whether it is out is not answered yet.
 *
 * @param before undefined where it is stored no more
 */
export function judgeTurn(
  { afterId }: Pick<Post, "afterId">,
  before: Post | undefined,
): ThreadTurn {
  if (afterId === undefined) return { kind: "go", answersXPostId: null };
  if (before === undefined) return { kind: "broken" };
  switch (before.state) {
    case "posted": {
      // The person has said that it is out, and nobody knows where.
      const { xPostId } = before;
      return xPostId === null ? { kind: "broken" } : { kind: "go", answersXPostId: xPostId };
    }
    case "cancelled":
      return { kind: "broken" };
    case "deleted":
      // Taken out of the list here: at X it is what it was.
      return judgeTurn({ afterId }, before.before);
    case "draft":
    case "scheduled":
    case "publishing":
    case "posting":
    case "unsure":
    case "failed":
      return { kind: "wait" };
  }
}

/** Whether a post does nothing but wait for the one before it, which wakes it. */
export function waitsForThread(post: Post): boolean {
  return (
    post.state === "publishing" &&
    post.afterId !== undefined &&
    post.wait === null &&
    post.holdUntilMs === null
  );
}
