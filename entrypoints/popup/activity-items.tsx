import { translate } from "../../lib/i18n/translate";
import { orderActivity } from "../../lib/popup/order-activity";
import { daysAgo, groupByDay } from "../../lib/popup/group-by-day";
import type { AccountUser } from "../../lib/store/account-record";
import type { Dashboard } from "../../lib/store/dashboard";
import type { Job } from "../../lib/jobs/job";
import { ActivityItem } from "./activity-item";
import type { Send } from "../../lib/ui/use-commands";
import { useNow } from "./use-now";

const MINUTE_MS = 60_000;

/** Posts as one list: what needs the person or is under way first, then the others; the first of each day names the day. */
export function ActivityItems({
  jobs,
  dashboard,
  send,
  onOpen,
  onShowOlder,
}: {
  jobs: readonly Job[];
  dashboard: Dashboard;
  send: Send;
  /** The composer has something to show. */
  onOpen: () => void;
  /** Null when no older posts are left. */
  onShowOlder: (() => void) | null;
}) {
  const nowMs = useNow(MINUTE_MS);
  const { urgent, others } = orderActivity(jobs);
  const item = (job: Job, heading: string | null, isDayKnown: boolean) => (
    <ActivityItem
      key={job.post.id}
      job={job}
      place={dashboard.places.get(job.post.id)}
      heading={heading}
      isDayKnown={isDayKnown}
      user={userOf(dashboard, job)}
      isOpen={dashboard.thread.some(({ post }) => post.id === job.post.id)}
      nowMs={nowMs}
      onOpen={onOpen}
      send={send}
    />
  );
  return (
    <>
      <ul class="activity-list" role="list" aria-labelledby="activity-title">
        {urgent.map((job, index) =>
          item(job, index === 0 ? translate("activity_needs_you") : null, false),
        )}
        {groupByDay(others, ({ post }) => post.updatedAtMs).flatMap(({ dayMs, entries }) =>
          entries.map((job, index) => item(job, index === 0 ? dayName(dayMs, nowMs) : null, true)),
        )}
      </ul>
      {onShowOlder !== null && (
        <button type="button" class="button is-quiet is-wide" onClick={onShowOlder}>
          {translate("activity_show_older")}
        </button>
      )}
    </>
  );
}

function dayName(dayMs: number, nowMs: number): string {
  switch (daysAgo(dayMs, nowMs)) {
    case 0:
      return translate("activity_today");
    case 1:
      return translate("activity_yesterday");
    default:
      return new Intl.DateTimeFormat(translate("locale_tag"), { dateStyle: "full" }).format(dayMs);
  }
}

/** Who posted it, or is to; null when X has not told, or the account was removed. */
function userOf({ accounts }: Dashboard, { post }: Job): AccountUser | null {
  return accounts.find(({ id }) => id === post.accountId)?.user ?? null;
}
