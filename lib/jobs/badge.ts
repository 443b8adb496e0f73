import type { Attachment } from "./attachment";
import { isAttachmentBusy } from "./attachment";
import type { Job } from "../store/dashboard";

/** What the toolbar button shows over its icon. */
export interface Badge {
  /** At most 4 characters: more do not fit. */
  readonly text: string;
  readonly tone: "busy" | "alert";
}

const NO_BADGE: Badge = { text: "", tone: "busy" };

/** Progress while something is under way, `!` while something needs the person, else nothing. */
export function badgeFor(jobs: readonly Job[]): Badge {
  const alive = jobs.filter((job) => job.post.state !== "posted" && job.post.state !== "cancelled");
  const busy = alive.flatMap((job) => job.attachments).filter(isAttachmentBusy);
  if (busy.length > 0) {
    const percents = busy.map(percentOf).filter((percent) => percent !== null);
    if (percents.length === 0) return { text: "…", tone: "busy" };
    const mean = percents.reduce((sum, percent) => sum + percent, 0) / percents.length;
    return { text: `${Math.floor(mean)}%`, tone: "busy" };
  }
  if (alive.some((job) => job.post.state === "publishing" || job.post.state === "posting")) {
    return { text: "…", tone: "busy" };
  }
  const needsPerson = alive.some(
    (job) =>
      job.post.state === "unsure" ||
      job.post.state === "failed" ||
      job.attachments.some((attachment) => attachment.state === "failed"),
  );
  return needsPerson ? { text: "!", tone: "alert" } : NO_BADGE;
}

function percentOf(attachment: Attachment): number | null {
  switch (attachment.state) {
    case "capturing":
    case "uploading": {
      const { doneBytes, totalBytes } = attachment.transfer;
      return totalBytes === null || totalBytes === 0 ? null : (doneBytes / totalBytes) * 100;
    }
    case "processing":
      return attachment.percent;
    default:
      return null;
  }
}
