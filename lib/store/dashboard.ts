import type { Attachment } from "../jobs/attachment";
import type { Post } from "../jobs/post";
import type { AccountRecord } from "./account-record";
import { getAccount } from "./account-store";
import { getAttachments } from "./attachment-store";
import { getOpenDraftId } from "./open-draft-store";
import { listRecentPosts } from "./post-store";

/** A post with its attachments, in the post's order. */
export interface Job {
  readonly post: Post;
  readonly attachments: readonly Attachment[];
}

/** All that the popup shows, as stored at one moment. */
export interface Dashboard {
  readonly account: AccountRecord;
  /** The draft that the composer shows; null when there is none. */
  readonly openDraft: Job | null;
  /** The posts changed last, newest first, the open draft among them. */
  readonly activity: readonly Job[];
}

/** How many posts the activity list shows at first. */
export const ACTIVITY_PAGE = 50;

/** Reads what the popup shows. */
export async function readDashboard(limit: number = ACTIVITY_PAGE): Promise<Dashboard> {
  const [account, openDraftId, posts] = await Promise.all([
    getAccount(),
    getOpenDraftId(),
    listRecentPosts(limit),
  ]);
  const activity = await Promise.all(
    posts.map(async (post) => ({ post, attachments: await getAttachments(post.attachmentIds) })),
  );
  const open = activity.find((job) => job.post.id === openDraftId && job.post.state === "draft");
  return { account, openDraft: open ?? null, activity };
}
