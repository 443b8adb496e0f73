import { translate } from "../../lib/i18n/translate";
import type { Dashboard } from "../../lib/store/dashboard";
import { ActivityItem } from "./activity-item";
import type { Send } from "./use-commands";
import { useNow } from "./use-now";

const MINUTE_MS = 60_000;

/** Every post, newest first, each with what it needs next. */
export function ActivityList({
  dashboard,
  send,
  onShowOlder,
}: {
  dashboard: Dashboard;
  send: Send;
  /** Null when no older posts are left. */
  onShowOlder: (() => void) | null;
}) {
  const nowMs = useNow(MINUTE_MS);
  const openDraftId = dashboard.openDraft?.post.id;
  return (
    <section class="activity">
      <h2 id="activity-title" class="section-title">
        {translate("activity_title")}
      </h2>
      <ul class="activity-list" role="list" aria-labelledby="activity-title">
        {dashboard.activity.map((job) => (
          <ActivityItem
            key={job.post.id}
            job={job}
            user={dashboard.account.user}
            isOpen={job.post.id === openDraftId}
            nowMs={nowMs}
            send={send}
          />
        ))}
      </ul>
      {onShowOlder !== null && (
        <button type="button" class="button is-quiet is-wide" onClick={onShowOlder}>
          {translate("activity_show_older")}
        </button>
      )}
    </section>
  );
}
