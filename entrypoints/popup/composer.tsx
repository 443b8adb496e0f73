import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { countBilledMetadata } from "../../lib/popup/count-billed-metadata";
import { removeLinks } from "../../lib/popup/remove-links";
import { findPostBlocker } from "../../lib/popup/post-blocker";
import type { Dashboard, DraftJob } from "../../lib/store/dashboard";
import { estimatePostCost } from "../../lib/rules/post-cost";
import { topLevelDomains } from "../../lib/rules/known-top-level-domains";
import { maxWeightFor, weighText } from "../../lib/rules/text-weight";
import { BegunNote } from "./begun-note";
import { ComposerChoices } from "./composer-choices";
import { ComposerTools } from "./composer-tools";
import { CostLine } from "./cost-line";
import { DraftSwitch } from "./draft-switch";
import { MediaList } from "./media-list";
import { useSay } from "./messages";
import { postNote } from "./post-note";
import type { Place } from "./place";
import { PostText } from "./post-text";
import { PublishBar } from "./publish-bar";
import { SplitText } from "./split-text";
import type { Send } from "../../lib/ui/use-commands";
import { useDraftField } from "../../lib/ui/use-draft-field";
import { useJoinMessage } from "./use-join-message";
import { WeightRing } from "./weight-ring";

/** The open draft: its text, its media, what it costs, and the button that publishes it. */
export function Composer({
  draft,
  dashboard: { account, canJoin, drafts, preferences },
  notices,
  place,
  onFiles,
  onPick,
  onPublished,
  send,
}: {
  draft: DraftJob;
  dashboard: Dashboard;
  /** What stands above the draft. */
  notices: ComponentChildren;
  place: Place;
  onFiles: (files: readonly File[]) => void;
  /** The person wants to see what the page in front holds. */
  onPick: () => void;
  onPublished: (postId: string) => void;
  send: Send;
}) {
  const { post, attachments } = draft;
  const { options } = post;
  const field = useDraftField(post.id, post.text, (value) =>
    send({ type: "edit-text", postId: post.id, text: value }),
  );
  const text = field.value;
  const id = useId();
  const weight = weighText(text, topLevelDomains(), maxWeightFor(account.user?.tier ?? "standard"));
  const cost = estimatePostCost({
    text,
    altTextCount: countBilledMetadata(attachments, options),
  });
  const blocker = findPostBlocker(draft, {
    isOverLimit: weight.isOverLimit,
    requiresAltText: preferences.requiresAltText,
    accountState: account.state,
  });

  const say = useSay();
  useJoinMessage(draft, send);
  const section = useRef<HTMLElement>(null);

  return (
    <section class="composer" aria-label={translate("composer_title")} ref={section}>
      <div class="main">
        {notices}
        <DraftSwitch drafts={drafts} openId={post.id} send={send} />
        <BegunNote draft={post} canJoin={canJoin} send={send} />
        <PostText
          value={text}
          onEdit={field.edit}
          weight={weight}
          describedBy={`${id}-weight ${id}-note`}
        />
        <SplitText postId={post.id} text={text} weight={weight} send={send} />
        <MediaList attachments={attachments} isPopup={place === "popup"} send={send} />
        <ComposerTools
          draft={draft}
          text={text}
          place={place}
          onEditText={field.edit}
          onFiles={onFiles}
          onPick={onPick}
          send={send}
        />
        <ComposerChoices draft={post} lastId={post.id} canSchedule={blocker === null} send={send} />
      </div>
      <PublishBar
        postId={post.id}
        blocker={blocker}
        note={postNote(draft, blocker, cost.containsLink)}
        noteId={`${id}-note`}
        section={section}
        onPublished={onPublished}
        send={send}
      >
        <WeightRing weight={weight} id={`${id}-weight`} />
        <CostLine
          cost={cost}
          hasWarnings={options.sensitive.length > 0}
          onRemoveLinks={() => {
            field.edit(removeLinks(text, topLevelDomains()));
            say({ text: translate("cost_link_removed"), undo: () => field.edit(text) });
          }}
        />
      </PublishBar>
    </section>
  );
}
