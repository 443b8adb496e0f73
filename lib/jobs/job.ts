import type { Attachment } from "./attachment";
import type { Post } from "./post";

/** A post with its attachments, in the post's order. */
export interface Job {
  readonly post: Post;
  readonly attachments: readonly Attachment[];
}
