import "./css/search.css";
import { useEffect, useId, useState } from "preact/hooks";
import { type JobError, toJobError } from "../../lib/errors/job-error";
import { type MessageKey, translate } from "../../lib/i18n/translate";
import {
  ACTIVITY_KINDS,
  type ActivityFilter,
  type ActivityKind,
  NO_FILTER,
} from "../../lib/jobs/activity-filter";
import { ACTIVITY_PAGE, type Dashboard } from "../../lib/store/dashboard";
import { searchActivity, type SearchResult } from "../../lib/store/search-activity";
import { ActivityItems } from "./activity-items";
import { ExportButtons } from "./export-buttons";
import { ErrorNotice } from "../../lib/ui/error-notice";
import type { Send } from "../../lib/ui/use-commands";
import { writtenDirection } from "../../lib/ui/written-direction";

/** However fast one types or the store changes, it is searched at most this often. */
const SEARCH_EVERY_MS = 150;

/** The activity list narrowed by words and state, and the way to keep a copy of all of it. */
export function ActivitySearch({
  dashboard,
  send,
  onOpen,
}: {
  dashboard: Dashboard;
  send: Send;
  /** The composer has something to show. */
  onOpen: () => void;
}) {
  const id = useId();
  const [filter, setFilter] = useState<ActivityFilter>(NO_FILTER);
  const [limit, setLimit] = useState(ACTIVITY_PAGE);
  const [result, setResult] = useState<SearchResult | null>(null);
  const [error, setError] = useState<JobError | null>(null);

  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      searchActivity(filter, limit).then(
        (found) => {
          if (!isOver) setResult(found);
        },
        (thrown: unknown) => {
          if (!isOver) setError(toJobError(thrown, "post"));
        },
      );
    }, SEARCH_EVERY_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // What the store holds has changed whenever there is another dashboard.
  }, [filter, limit, dashboard]);

  function narrow(change: Partial<ActivityFilter>): void {
    setFilter({ ...filter, ...change });
    setLimit(ACTIVITY_PAGE);
  }

  return (
    <>
      <div class="search-bar" role="search">
        <input
          class="field-box"
          type="search"
          aria-label={translate("activity_search")}
          placeholder={translate("activity_search")}
          // The person has just asked for it.
          ref={focusOnce}
          value={filter.query}
          {...writtenDirection(filter.query)}
          onInput={(event) => narrow({ query: event.currentTarget.value })}
        />
        <label class="visually-hidden" for={`${id}-kind`}>
          {translate("activity_filter")}
        </label>
        <select
          id={`${id}-kind`}
          class="field-box"
          value={filter.kind}
          onChange={(event) => narrow({ kind: readKind(event.currentTarget.value) })}
        >
          {ACTIVITY_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {translate(KIND_NAMES[kind])}
            </option>
          ))}
        </select>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {result !== null && result.jobs.length === 0 && (
        <p class="search-none" role="status">
          {translate("activity_none_found")}
        </p>
      )}
      <ActivityItems
        jobs={result?.jobs ?? dashboard.activity}
        dashboard={dashboard}
        send={send}
        onOpen={onOpen}
        onShowOlder={
          result?.hasMore === true ? () => setLimit((shown) => shown + ACTIVITY_PAGE) : null
        }
      />
      <ExportButtons onError={setError} />
    </>
  );
}

const KIND_NAMES: Readonly<Record<ActivityKind, MessageKey>> = {
  all: "activity_kind_all",
  drafts: "activity_kind_drafts",
  "under-way": "activity_kind_under_way",
  posted: "activity_kind_posted",
  failed: "activity_kind_failed",
  cancelled: "activity_kind_cancelled",
};

function readKind(value: string): ActivityKind {
  return ACTIVITY_KINDS.find((kind) => kind === value) ?? "all";
}

const focusOnce = (element: HTMLInputElement | null): void => element?.focus();
