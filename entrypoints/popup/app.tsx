import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ACTIVITY_PAGE, type Dashboard } from "../../lib/store/dashboard";
import { countFailed, isActivityFirst } from "../../lib/popup/order-activity";
import { Announcer } from "./announcer";
import { ComposeView } from "./compose-view";
import { DropNote } from "./drop-note";
import { Header } from "./header";
import { type Say, SayContext } from "./messages";
import { Notices } from "./notices";
import type { Place } from "./place";
import { type SaidMessage, StatusLine } from "./status-line";
import { type TabName, Tabs } from "./tabs";
import { useAddedFiles } from "./use-added-files";
import { useCommands } from "../../lib/ui/use-commands";
import { useDashboard } from "./use-dashboard";
import { useWakeWorker } from "./use-wake-worker";
import { loadExplanations } from "../../lib/ui/use-explanation";
import { useLazy } from "../../lib/ui/use-lazy";

const loadActivity = () => import("./activity-list");

/** The whole composer: who posts, the composer, what became of earlier posts, and one line for short messages. */
export function App({ place }: { place: Place }) {
  const [limit, setLimit] = useState(ACTIVITY_PAGE);
  const reading = useDashboard(limit);
  const { send, refusal, dismissRefusal } = useCommands();
  const unreadable = reading?.ok === false ? reading.error : null;
  const isReadable = unreadable === null;
  // Wakes a worker that the browser has ended, so that what is shown goes on at once; and again once
  // the storage can be read that could not be.
  useEffect(() => {
    if (isReadable) void send({ type: "resume" });
  }, [isReadable, send]);
  useEffect(() => void loadExplanations(), []);
  const dashboard = useLastDashboard(reading?.ok === true ? reading.dashboard : null);
  useWakeWorker(dashboard);
  const openDraft = dashboard?.openDraft ?? null;
  const files = useAddedFiles(send);
  const [tab, chooseTab] = useTab(dashboard);
  const { view: activity, begin: beginActivity } = useLazy(loadActivity);
  useLayoutEffect(() => {
    if (tab === "activity") beginActivity();
  }, [tab, beginActivity]);
  // Whatever brings a draft or a medium into the composer, an undo or a click on another page, brings the composer along.
  const openId = openDraft?.post.id ?? null;
  const mediaCount = openDraft?.attachments.length ?? 0;
  const last = useRef<{ readonly openId: string | null; readonly mediaCount: number } | null>(null);
  useEffect(() => {
    if (dashboard === null) return;
    const before = last.current;
    last.current = { openId, mediaCount };
    if (before === null || openId === null) return;
    if (openId !== before.openId || mediaCount > before.mediaCount) chooseTab("compose");
  }, [openId, mediaCount, dashboard, chooseTab]);
  const [said, setSaid] = useState<SaidMessage | null>(null);
  const say = useCallback<Say>((message) => setSaid({ ...message, saidAtMs: Date.now() }), []);
  const compose = useCallback(() => chooseTab("compose"), [chooseTab]);

  const notices = (
    <Notices
      dashboard={dashboard}
      unreadable={unreadable}
      refusal={refusal}
      onDismissRefusal={dismissRefusal}
      files={files}
      send={send}
    />
  );
  return (
    <SayContext.Provider value={say}>
      <Header
        dashboard={dashboard}
        place={place}
        onNewDraft={() => {
          compose();
          void send({ type: "new-draft" });
        }}
        send={send}
      >
        <Tabs
          chosen={tab}
          attentionCount={countFailed(dashboard?.activity ?? [])}
          onChoose={chooseTab}
        />
      </Header>
      <main class="view">
        <div
          class="view"
          id="panel-compose"
          role="tabpanel"
          aria-labelledby="tab-compose"
          hidden={tab !== "compose"}
        >
          <ComposeView
            dashboard={dashboard}
            notices={tab === "compose" && notices}
            place={place}
            onFiles={files.add}
            onFailed={() => chooseTab("activity")}
            send={send}
          />
        </div>
        <div
          class="view"
          id="panel-activity"
          role="tabpanel"
          aria-labelledby="tab-activity"
          hidden={tab !== "activity"}
        >
          {tab === "activity" && (
            <div class="main">
              {notices}
              {dashboard !== null && activity !== null && (
                <activity.ActivityList
                  dashboard={dashboard}
                  send={send}
                  onOpen={compose}
                  onShowOlder={
                    dashboard.activity.length >= limit
                      ? () => setLimit((shown) => shown + ACTIVITY_PAGE)
                      : null
                  }
                />
              )}
            </div>
          )}
        </div>
      </main>
      <StatusLine
        undoable={dashboard?.undoable ?? null}
        said={said}
        onUndone={() => setSaid(null)}
        send={send}
      />
      {files.isDraggedOver && <DropNote />}
      <Announcer dashboard={dashboard} />
    </SayContext.Provider>
  );
}

/** The chosen tab; at first the activity where its newest post has failed or is under way, and no draft is open. */
function useTab(dashboard: Dashboard | null): [TabName, (tab: TabName) => void] {
  const [chosen, setChosen] = useState<TabName | null>(null);
  const first = useRef<TabName | null>(null);
  if (first.current === null && dashboard !== null) {
    const isFirst = dashboard.openDraft === null && isActivityFirst(dashboard.activity);
    first.current = isFirst ? "activity" : "compose";
  }
  return [chosen ?? first.current ?? "compose", setChosen];
}

/** Keeps showing what was read last while the store cannot be read. */
function useLastDashboard(dashboard: Dashboard | null): Dashboard | null {
  const last = useRef(dashboard);
  useEffect(() => {
    if (dashboard !== null) last.current = dashboard;
  }, [dashboard]);
  return dashboard ?? last.current;
}
