import { type Attachment, isAttachmentBusy } from "../jobs/attachment";
import { isPostBusy } from "../jobs/post";
import { waitsForSignIn } from "../jobs/waits-for-sign-in";
import type { Job } from "../jobs/job";

/** What the toolbar button shows over its icon. */
export interface Badge {
  /** At most 4 characters: more do not fit. */
  readonly text: string;
  readonly tone: "busy" | "alert";
}

const NO_BADGE: Badge = { text: "", tone: "busy" };

/** Progress while something is under way, `!` while something needs the person, else nothing. */
export function badgeFor(jobs: readonly Job[]): Badge {
  const alive = jobs.filter(({ post }) => post.state !== "posted" && post.state !== "cancelled");
  const busy = alive
    .flatMap((job) => job.attachments)
    .filter((attachment) => isAttachmentBusy(attachment) && !waitsForSignIn(attachment));
  if (busy.length > 0) {
    const percents = busy.map(percentOf).filter((percent) => percent !== null);
    if (percents.length === 0) return { text: "…", tone: "busy" };
    const mean = percents.reduce((sum, percent) => sum + percent, 0) / percents.length;
    return { text: `${Math.floor(mean)}%`, tone: "busy" };
  }
  const isWorking = alive.some((job) => isPostBusy(job.post) && !jobWaitsForSignIn(job));
  if (isWorking) return { text: "…", tone: "busy" };
  const needsPerson = alive.some(
    (job) =>
      job.post.state === "failed" ||
      job.post.state === "unsure" ||
      job.attachments.some((attachment) => attachment.state === "failed") ||
      jobWaitsForSignIn(job),
  );
  return needsPerson ? { text: "!", tone: "alert" } : NO_BADGE;
}

function jobWaitsForSignIn({ post, attachments }: Job): boolean {
  return waitsForSignIn(post) || attachments.some(waitsForSignIn);
}

function percentOf(attachment: Attachment): number | null {
  switch (attachment.state) {
    case "capturing":
    case "uploading": {
      const { doneBytes, totalBytes } = attachment.transfer;
      if (totalBytes === null) return null;
      const percent = (doneBytes / totalBytes) * 100;
      // A site may tell any length: more than all is still all.
      return Number.isFinite(percent) ? Math.min(100, Math.max(0, percent)) : null;
    }
    case "converting":
    case "processing":
      return attachment.percent;
    default:
      return null;
  }
}
