import "../css/thread.css";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import type { Job } from "../../../lib/jobs/job";
import { countBilledMetadata } from "../../../lib/popup/count-billed-metadata";
import { findThreadBlocker } from "../../../lib/popup/thread-blocker";
import { topLevelDomains } from "../../../lib/rules/known-top-level-domains";
import { estimatePostCost } from "../../../lib/rules/post-cost";
import { maxWeightFor, weighText } from "../../../lib/rules/text-weight";
import type { Dashboard } from "../../../lib/store/dashboard";
import type { Send } from "../../../lib/ui/use-commands";
import { AddMedia } from "../add-media";
import { ComposerChoices } from "../composer-choices";
import { DraftSwitch } from "../draft-switch";
import type { Place } from "../place";
import { postNote } from "../post-note";
import { PublishBar } from "../publish-bar";
import { ThreadCost } from "./thread-cost";
import { ThreadList } from "./thread-list";
import { ThreadOut } from "./thread-out";
import { useTopOfThread } from "./use-top-of-thread";

/** The drafts of a thread, one below the other, with the button that publishes them in this order. */
export function ThreadComposer({
  dashboard: { account, drafts, openDraft, places, preferences, thread },
  notices,
  place,
  onFiles,
  onPick,
  onPublished,
  send,
}: {
  dashboard: Dashboard;
  /** What stands above the thread. */
  notices: ComponentChildren;
  place: Place;
  onFiles: (files: readonly File[]) => void;
  /** The person wants to see what the page in front holds. */
  onPick: () => void;
  onPublished: (postId: string) => void;
  send: Send;
}) {
  const id = useId();
  const section = useRef<HTMLElement>(null);
  const main = useTopOfThread(thread.map(({ post }) => post.id));
  const first = thread[0]?.post;
  const lastId = thread.at(-1)?.post.id;
  if (first?.state !== "draft" || lastId === undefined) return null;
  const { options } = first;
  const maxWeight = maxWeightFor(account.user?.tier ?? "standard");
  const threadPlace = places.get(first.id);
  const firstIndex = threadPlace?.index ?? 0;
  const costs = thread.map(({ post, attachments }) =>
    estimatePostCost({
      text: post.text,
      altTextCount: countBilledMetadata(attachments, options),
    }),
  );
  const blocked = findThreadBlocker(thread, firstIndex > 0, ({ post }) => ({
    isOverLimit: weighText(post.text, topLevelDomains(), maxWeight).isOverLimit,
    requiresAltText: preferences.requiresAltText,
    accountState: account.state,
  }));

  return (
    <section class="composer" aria-label={translate("composer_title")} ref={section}>
      <div class="main" ref={main}>
        {notices}
        <DraftSwitch drafts={drafts} openId={first.id} send={send} />
        <ThreadOut place={threadPlace} />
        <ThreadList
          thread={thread}
          shownId={openDraft?.post.id ?? null}
          firstIndex={firstIndex}
          costs={costs}
          maxWeight={maxWeight}
          isPopup={place === "popup"}
          send={send}
        />
        <div class="thread-add">
          <AddMedia place={place} onFiles={onFiles} onPick={onPick} />
        </div>
        <ComposerChoices draft={first} lastId={lastId} canSchedule={blocked === null} send={send} />
      </div>
      <PublishBar
        postId={first.id}
        blocker={blocked?.blocker ?? null}
        note={threadNote(thread, blocked, firstIndex)}
        noteId={`${id}-note`}
        section={section}
        onPublished={onPublished}
        send={send}
      >
        <span class="thread-count">{translate("thread_count", formatCount(thread.length))}</span>
        <ThreadCost costs={costs} firstIndex={firstIndex} />
      </PublishBar>
    </section>
  );
}

/** What stands under the Post button, with the post that it is about. */
function threadNote(
  thread: readonly Job[],
  blocked: ReturnType<typeof findThreadBlocker>,
  firstIndex: number,
): string {
  const noted = thread.findIndex((draft) => postNote(draft, null, false) !== "");
  const draft = thread[blocked?.index ?? Math.max(0, noted)];
  if (draft === undefined) return "";
  const note = postNote(draft, blocked?.blocker ?? null, false);
  if (blocked === null || blocked.blocker === "signed-out") return note;
  return translate("thread_post_line", formatCount(firstIndex + blocked.index + 1), note);
}
