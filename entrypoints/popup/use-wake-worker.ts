import { useEffect } from "preact/hooks";
import { isAttachmentBusy } from "../../lib/jobs/attachment";
import type { Dashboard } from "../../lib/store/dashboard";
import { sendCommand } from "../../lib/ui/send-command";

/** Longer than most steps of a job take. One that waits on purpose only finds that it is too early. */
const SILENT_MS = 10_000;

/**
 * Wakes the worker once where jobs are under way and nothing of them has been stored for ten seconds: one that has
 * died beside the open page would be woken by its alarm up to half a minute later. What is answered is not shown,
 * as the person has asked for nothing.
 */
export function useWakeWorker(dashboard: Pick<Dashboard, "activity"> | null): void {
  const isUnderWay =
    dashboard?.activity.some(
      ({ post, attachments }) =>
        post.state === "publishing" ||
        post.state === "posting" ||
        attachments.some(isAttachmentBusy),
    ) === true;
  // Each reading of the store begins the time anew.
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setTimeout(() => void sendCommand({ type: "resume" }), SILENT_MS);
    return () => clearTimeout(timer);
  }, [dashboard, isUnderWay]);
}
