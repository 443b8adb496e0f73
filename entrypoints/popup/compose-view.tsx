import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { jobError } from "../../lib/errors/job-error";
import type { Job } from "../../lib/jobs/job";
import type { Dashboard } from "../../lib/store/dashboard";
import { ErrorNotice } from "../../lib/ui/error-notice";
import type { Send } from "../../lib/ui/use-commands";
import { useLazy } from "../../lib/ui/use-lazy";
import { EmptyState, OtherWays } from "./empty-state";
import type { Place } from "./place";
import { SentPanel } from "./sent-panel";

const loadPageMedia = () => import("./page-media/page-media-view");
const loadComposer = () => import("./composer");
const loadThread = () => import("./thread/thread-composer");

/** The view to write in: the open draft, else how the post that was just sent is doing, else what to begin with. */
export function ComposeView({
  dashboard,
  notices,
  place,
  onFiles,
  onFailed,
  send,
}: {
  dashboard: Dashboard | null;
  /** What stands above all. */
  notices: ComponentChildren;
  place: Place;
  onFiles: (files: readonly File[]) => void;
  /** The post that was sent from here needs the person. */
  onFailed: () => void;
  send: Send;
}) {
  // Comes while the store is read: the frame is painted before either.
  const composer = useLazy(loadComposer);
  const { begin } = composer;
  useLayoutEffect(begin, [begin]);
  const [sentPostId, setSentPostId] = useState<string | null>(null);
  const openDraft = dashboard?.openDraft ?? null;
  const sent = findSent(dashboard, sentPostId);
  const sentThread = dashboard?.places.get(sent?.post.id ?? "");
  const hasFailed =
    sent?.post.state === "failed" ||
    sent?.post.state === "unsure" ||
    sentThread?.needsPerson === true;
  useEffect(() => {
    if (!hasFailed) return;
    setSentPostId(null);
    onFailed();
  }, [hasFailed, onFailed]);

  const [pickingFor, setPickingFor] = useState<string | null>(null);
  const openId = openDraft?.post.id ?? null;
  const isThread = openDraft !== null && isInThread(dashboard);
  const thread = useLazy(loadThread);
  const { begin: beginThread } = thread;
  useLayoutEffect(() => {
    if (isThread) beginThread();
  }, [isThread, beginThread]);
  const isPicking = openId !== null && pickingFor === openId;
  const isHeld = dashboard?.activity.some(isHeldBack) ?? false;
  const shownSent = openDraft === null && !hasFailed ? sent : null;
  const isEmpty = dashboard !== null && openDraft === null && shownSent === null;
  // The page in front is looked through at once where there is nothing else to do.
  const { view: pageMedia, begin: beginPageMedia } = useLazy(loadPageMedia);
  const isWanted = isPicking || isEmpty;
  useLayoutEffect(() => {
    if (isWanted) beginPageMedia();
  }, [isWanted, beginPageMedia]);

  if (dashboard !== null && openDraft !== null && composer.view !== null) {
    const shared = {
      dashboard,
      notices,
      place,
      onFiles,
      onPick: () => setPickingFor(openId),
      onPublished: setSentPostId,
      send,
    };
    return (
      <>
        {/* Hidden, not taken away: what is written there may still wait to be stored. */}
        <div class="view" hidden={isPicking && pageMedia !== null}>
          {!isThread && (
            <composer.view.Composer key={openDraft.post.id} draft={openDraft} {...shared} />
          )}
          {isThread && thread.view !== null && <thread.view.ThreadComposer {...shared} />}
        </div>
        {isPicking && pageMedia !== null && (
          <pageMedia.PageMediaView
            attachments={openDraft.attachments}
            place={place}
            onClose={() => setPickingFor(null)}
            send={send}
          />
        )}
      </>
    );
  }
  const above = (
    <>
      {notices}
      {(composer.hasFailed || thread.hasFailed) && (
        <ErrorNotice error={jobError("unexpected", "post")} />
      )}
      <SentPanel
        job={shownSent}
        thread={sentThread}
        place={place}
        onAnother={() => setSentPostId(null)}
      />
      {isEmpty && !isHeld && <EmptyState isFirst={dashboard.activity.length === 0} place={place} />}
    </>
  );
  return isEmpty && pageMedia !== null ? (
    <pageMedia.PageMediaView
      attachments={[]}
      place={place}
      above={above}
      below={<OtherWays place={place} onFiles={onFiles} />}
      send={send}
    />
  ) : (
    <div class="main">{above}</div>
  );
}

/** Whether the open draft is written together with others, or behind posts that are out. */
function isInThread(dashboard: Dashboard | null): boolean {
  const [first] = dashboard?.thread ?? [];
  if (dashboard === null || first === undefined) return false;
  return dashboard.thread.length > 1 || (dashboard.places.get(first.post.id)?.index ?? 0) > 0;
}

/** The post that was sent from this window, unless the person has cancelled or deleted it since. */
function findSent(dashboard: Dashboard | null, sentPostId: string | null): Job | null {
  const job = dashboard?.activity.find(({ post }) => post.id === sentPostId) ?? null;
  return job === null || job.post.state === "draft" || job.post.state === "cancelled" ? null : job;
}

function isHeldBack({ post }: Job): boolean {
  return post.state === "publishing" && post.holdUntilMs !== null;
}
