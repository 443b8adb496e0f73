import type { AttachmentState } from "../jobs/attachment";
import type { PostState } from "../jobs/post";
import type { Dashboard } from "../store/dashboard";
import type { Job } from "../jobs/job";

/** A change of state worth telling someone who cannot see the screen. */
export type Announcement =
  | { readonly subject: "post"; readonly state: PostState; readonly job: Job }
  | { readonly subject: "attachment"; readonly state: AttachmentState; readonly position: number };

/**
 * The most telling change of state between two readings; null when only numbers moved. A post comes
 * before the media of the open draft. Failures are left to the alerts that show them.
 */
export function findAnnouncement(before: Dashboard, after: Dashboard): Announcement | null {
  const states = new Map(before.activity.map(({ post }) => [post.id, post.state]));
  for (const job of after.activity) {
    const earlier = states.get(job.post.id);
    const { state } = job.post;
    if (earlier !== undefined && earlier !== state && state !== "failed") {
      return { subject: "post", state, job };
    }
  }
  const attachmentStates = new Map(
    before.openDraft?.attachments.map(({ id, state }) => [id, state]) ?? [],
  );
  for (const [index, { id, state }] of (after.openDraft?.attachments ?? []).entries()) {
    const earlier = attachmentStates.get(id);
    if (earlier !== undefined && earlier !== state && state !== "failed") {
      return { subject: "attachment", state, position: index + 1 };
    }
  }
  return null;
}
