import { useEffect, useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Job } from "../../lib/jobs/job";
import type { ThreadPlace } from "../../lib/jobs/thread";
import { ActivityThumbnail } from "./activity-thumbnail";
import { CopyLinkButton } from "./copy-link-button";
import type { Place } from "./place";
import { ThreadOut } from "./thread/thread-out";

/** Says, in the place of the composer, how the post that was just sent is doing, and what can follow; takes the focus that Post had. */
export function SentPanel({
  job,
  thread,
  place,
  onAnother,
}: {
  /** Null while none was sent. */
  job: Job | null;
  /** The thread that it begins; undefined where it begins none. */
  thread: ThreadPlace | undefined;
  place: Place;
  onAnother: () => void;
}) {
  const note = useRef<HTMLParagraphElement>(null);
  const isShown = job !== null;
  useEffect(() => {
    if (isShown) note.current?.focus();
  }, [isShown]);
  const isOut = thread === undefined || thread.outUrls.length === thread.count;
  const url = job?.post.state === "posted" ? job.post.url : null;
  return (
    <div class="sent" data-state={job?.post.state}>
      {job?.attachments[0] !== undefined && (
        <ActivityThumbnail attachment={job.attachments[0]} count={job.attachments.length} />
      )}
      {/* Always there, so that a screen reader hears what comes into it. */}
      <div class="sent-words" role="status">
        {job !== null && (
          <p class="sent-note" ref={note} tabIndex={-1}>
            {translate(job.post.state === "posted" && isOut ? "composer_posted" : "composer_sent")}
          </p>
        )}
        <ThreadOut place={thread} />
      </div>
      {job !== null && (
        <div class="sent-actions">
          {url !== null && (
            <>
              <a class="button is-small" href={url} target="_blank" rel="noreferrer">
                {translate("activity_view_post")}
              </a>
              <CopyLinkButton url={url} className="button is-small" />
            </>
          )}
          {place !== "tab" && (
            <button type="button" class="button is-small" onClick={onAnother}>
              {translate("sent_another")}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
