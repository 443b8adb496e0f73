import "./css/activity.css";
import { useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Dashboard } from "../../lib/store/dashboard";
import { ActivityItems } from "./activity-items";
import { Icon } from "../../lib/ui/icon";
import type { Send } from "../../lib/ui/use-commands";
import { useLazy } from "../../lib/ui/use-lazy";

const loadSearch = () => import("./activity-search");

/** Every post, newest first, each with what it needs next; on demand narrowed by words and state. */
export function ActivityList({
  dashboard,
  send,
  onOpen,
  onShowOlder,
}: {
  dashboard: Dashboard;
  send: Send;
  /** The composer has something to show. */
  onOpen: () => void;
  /** Null when no older posts are left. */
  onShowOlder: (() => void) | null;
}) {
  const [isSearching, setIsSearching] = useState(false);
  const search = useLazy(loadSearch);
  if (dashboard.activity.length === 0) {
    return <p class="panel-text">{translate("activity_empty")}</p>;
  }
  return (
    <section class="activity">
      <div class="activity-head">
        <h2 id="activity-title" class="visually-hidden">
          {translate("activity_title")}
        </h2>
        <button
          type="button"
          class="icon-button"
          aria-expanded={isSearching}
          aria-label={translate("activity_search")}
          title={translate("activity_search")}
          onClick={() => {
            search.begin();
            setIsSearching(!isSearching);
          }}
        >
          <Icon name="search" />
        </button>
      </div>
      {isSearching && search.view !== null ? (
        <search.view.ActivitySearch dashboard={dashboard} send={send} onOpen={onOpen} />
      ) : (
        <ActivityItems
          jobs={dashboard.activity}
          dashboard={dashboard}
          send={send}
          onOpen={onOpen}
          onShowOlder={onShowOlder}
        />
      )}
    </section>
  );
}
