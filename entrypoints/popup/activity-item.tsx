import { useId } from "preact/hooks";
import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import type { ThreadPlace } from "../../lib/jobs/thread";
import { waitsForThread } from "../../lib/jobs/thread-turn";
import { formatMoment } from "../../lib/popup/format-moment";
import { findPostWait } from "../../lib/popup/find-wait";
import { formatRelativeTime } from "../../lib/popup/format-relative-time";
import { postProgress } from "../../lib/popup/post-progress";
import { postTitle } from "../../lib/jobs/post-title";
import type { AccountUser } from "../../lib/store/account-record";
import type { Job } from "../../lib/jobs/job";
import { ActivityActions } from "./activity-actions";
import { ActivityErrors } from "./activity-errors";
import { ActivityThumbnail } from "./activity-thumbnail";
import { MissingLink } from "./thread/missing-link";
import { ThreadOut } from "./thread/thread-out";
import { ProgressBar } from "./progress-bar";
import { ProgressLine } from "./progress-line";
import type { Send } from "../../lib/ui/use-commands";
import { WaitNote } from "./wait-note";

/** One post in the activity list, whatever state it is in. */
export function ActivityItem({
  job,
  place,
  heading,
  isDayKnown,
  user,
  isOpen,
  nowMs,
  onOpen,
  send,
}: {
  job: Job;
  /** Where it stands in its thread; undefined where it is in none. */
  place: ThreadPlace | undefined;
  /** Said above the first post of a group; null for the others. */
  heading: string | null;
  /** Whether the heading names the day: then the time of the day is enough. */
  isDayKnown: boolean;
  user: AccountUser | null;
  /** Whether the composer shows it. */
  isOpen: boolean;
  nowMs: number;
  /** The composer has something to show. */
  onOpen: () => void;
  send: Send;
}) {
  const id = useId();
  const { post, attachments } = job;
  const isNext = place === undefined || place.index <= place.outUrls.length;
  const isWaiting = !isNext && waitsForThread(post);
  const progress = isWaiting ? null : postProgress(job);
  const wait = findPostWait(job);
  const locale = translate("locale_tag");
  const changedAtMs = post.state === "posted" ? post.postedAtMs : post.updatedAtMs;

  return (
    <li class="activity-item" data-state={post.state}>
      {heading !== null && <h3 class="activity-day">{heading}</h3>}
      <ActivityThumbnail attachment={attachments[0] ?? null} count={attachments.length} />
      <div class="activity-body">
        <p class="activity-title" id={`${id}-title`} dir="auto">
          {postTitle(job) || translate("activity_untitled")}
        </p>
        <p class="activity-state">
          <span class="state-dot" aria-hidden="true" />
          <span class="state-name">{translate(`post_state_${post.state}`)}</span>
          {place !== undefined && (
            <span class="activity-place">
              {translate("media_name", formatCount(place.index + 1), formatCount(place.count))}
            </span>
          )}
          <span class="activity-when">
            {post.state === "scheduled"
              ? formatMoment(post.atMs, locale)
              : isOpen
                ? translate("activity_open_above")
                : (isDayKnown ? formatTime : formatRelativeTime)(changedAtMs, nowMs, locale)}
          </span>
        </p>
        {progress !== null && (
          <div class="activity-progress">
            <ProgressLine progress={progress} id={`${id}-stage`} />
            <ProgressBar
              percent={wait === null ? progress.percent : (progress.percent ?? 0)}
              labelledBy={`${id}-stage`}
            />
          </div>
        )}
        {isWaiting && <p class="field-hint">{translate("thread_waits")}</p>}
        {wait !== null && <WaitNote wait={wait} />}
        {post.state === "scheduled" && post.isMissed && (
          <p class="field-hint is-dear">{translate("later_missed")}</p>
        )}
        {!isOpen && <ActivityErrors job={job} send={send} />}
        {(post.state === "failed" || post.state === "unsure") && <ThreadOut place={place} />}
        {post.state === "failed" && post.error.code === "thread-broken" && (
          <MissingLink postId={post.id} send={send} />
        )}
        <ActivityActions
          job={job}
          place={place}
          user={user}
          describedBy={`${id}-title`}
          onOpen={onOpen}
          send={send}
        />
      </div>
    </li>
  );
}

function formatTime(atMs: number, _nowMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(atMs);
}
