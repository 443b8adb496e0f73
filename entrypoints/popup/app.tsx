import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { browser } from "wxt/browser";
import { jobError } from "../../lib/errors/job-error";
import { translate } from "../../lib/i18n/translate";
import { ACTIVITY_PAGE, type Dashboard } from "../../lib/store/dashboard";
import { Announcer } from "./announcer";
import { DropNote } from "./drop-note";
import { EmptyState } from "./empty-state";
import { ErrorNotice } from "../../lib/ui/error-notice";
import { Header } from "./header";
import { HeldNotes } from "./held-note";
import { PageMedia } from "./page-media/page-media";
import { SentNote } from "./sent-note";
import { SignInPanel } from "./sign-in-panel";
import { useAddedFiles } from "./use-added-files";
import { useCommands } from "../../lib/ui/use-commands";
import { useDashboard } from "./use-dashboard";
import { loadExplanations } from "../../lib/ui/use-explanation";
import { useLazy } from "../../lib/ui/use-lazy";
import { WaitingAccounts } from "./waiting-accounts";

const loadComposer = () => import("./composer");
const loadActivity = () => import("./activity-list");

/** The whole popup: who posts, the composer, and what became of earlier posts. */
export function App({ isPopup }: { isPopup: boolean }) {
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
  // Comes while the store is read: the frame is painted before either.
  const composer = useLazy(loadComposer);
  const { begin: beginComposer } = composer;
  // Below the composer, and not needed to begin to write: it comes after the first paint.
  const { view: activity, begin: beginActivity } = useLazy(loadActivity);
  useLayoutEffect(beginComposer, [beginComposer]);
  useEffect(() => {
    beginActivity();
    void loadExplanations();
  }, [beginActivity]);
  const dashboard = useLastDashboard(reading?.ok === true ? reading.dashboard : null);
  const [sentPostId, setSentPostId] = useState<string | null>(null);
  const openDraft = dashboard?.openDraft ?? null;
  const files = useAddedFiles(openDraft, send);
  const account = dashboard?.account ?? null;
  const isHeld =
    dashboard?.activity.some(
      ({ post }) => post.state === "publishing" && post.holdUntilMs !== null,
    ) ?? false;
  const sentState = findSentState(dashboard, sentPostId);
  // The panel for signing in shows the account's own error; the same one is not said twice.
  const isShownAlready =
    refusal !== null && [account?.error?.code, unreadable?.code].includes(refusal.code);

  return (
    <>
      <Header
        dashboard={dashboard}
        isPopup={isPopup}
        onNewDraft={() => void send({ type: "new-draft" })}
        send={send}
      />
      <main class="main">
        {unreadable !== null && <ErrorNotice error={unreadable} />}
        {refusal !== null && !isShownAlready && (
          <ErrorNotice
            error={refusal}
            actions={{ "open-options": () => void browser.runtime.openOptionsPage() }}
          >
            <button type="button" class="button is-small" onClick={dismissRefusal}>
              {translate("notice_dismiss")}
            </button>
          </ErrorNotice>
        )}
        {files.refusal !== null && (
          <ErrorNotice error={files.refusal}>
            <button type="button" class="button is-small" onClick={files.dismissRefusal}>
              {translate("notice_dismiss")}
            </button>
          </ErrorNotice>
        )}
        {dashboard !== null && (
          <>
            <HeldNotes jobs={dashboard.activity} send={send} />
            <SignInPanel account={dashboard.account} accounts={dashboard.accounts} send={send} />
            <WaitingAccounts dashboard={dashboard} send={send} />
          </>
        )}
        {composer.hasFailed && <ErrorNotice error={jobError("unexpected", "post")} />}
        {dashboard !== null && openDraft !== null && composer.view !== null && (
          <composer.view.Composer
            key={openDraft.post.id}
            draft={openDraft}
            drafts={dashboard.drafts}
            account={dashboard.account}
            preferences={dashboard.preferences}
            isPopup={isPopup}
            onFiles={files.add}
            onPublished={setSentPostId}
            send={send}
          />
        )}
        <SentNote state={openDraft === null ? sentState : null} />
        {dashboard !== null && openDraft === null && sentState === null && !isHeld && (
          <EmptyState
            isFirst={dashboard.activity.length === 0}
            isPopup={isPopup}
            onFiles={files.add}
          />
        )}
        {dashboard !== null && (
          <PageMedia attachments={openDraft?.attachments ?? []} isPopup={isPopup} send={send} />
        )}
        {dashboard !== null && dashboard.activity.length > 0 && activity !== null && (
          <activity.ActivityList
            dashboard={dashboard}
            send={send}
            onShowOlder={
              dashboard.activity.length >= limit
                ? () => setLimit((shown) => shown + ACTIVITY_PAGE)
                : null
            }
          />
        )}
      </main>
      {files.isDraggedOver && <DropNote />}
      <Announcer dashboard={dashboard} />
    </>
  );
}

/** How the post that was sent from this window is doing, as long as it does well. */
function findSentState(
  dashboard: Dashboard | null,
  sentPostId: string | null,
): "under-way" | "posted" | null {
  switch (dashboard?.activity.find(({ post }) => post.id === sentPostId)?.post.state) {
    case "publishing":
    case "posting":
      return "under-way";
    case "posted":
      return "posted";
    default:
      return null;
  }
}

/** Keeps showing what was read last while the store cannot be read. */
function useLastDashboard(dashboard: Dashboard | null): Dashboard | null {
  const last = useRef(dashboard);
  useEffect(() => {
    if (dashboard !== null) last.current = dashboard;
  }, [dashboard]);
  return dashboard ?? last.current;
}
