import { useId, useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { countBilledAltTexts } from "../../lib/popup/count-billed-alt-texts";
import { findPostBlocker, type PostBlocker } from "../../lib/popup/post-blocker";
import { isAttachmentBusy } from "../../lib/jobs/attachment";
import type { AccountRecord } from "../../lib/store/account-record";
import type { Job } from "../../lib/store/dashboard";
import { estimatePostCost } from "../../lib/x/post-cost";
import { weighText } from "../../lib/x/text-weight";
import { CostLine } from "./cost-line";
import { MediaItem } from "./media-item";
import { PostText } from "./post-text";
import type { Send } from "./use-commands";
import { useDraftField } from "./use-draft-field";
import { useSubmitKeys } from "./use-submit-keys";
import { WeightRing } from "./weight-ring";

/** The open draft: its text, its media, what it costs, and the button that publishes it. */
export function Composer({
  draft,
  account,
  send,
  onPublished,
}: {
  draft: Job;
  account: AccountRecord;
  send: Send;
  onPublished: (postId: string) => void;
}) {
  const { post, attachments } = draft;
  const field = useDraftField(post.id, post.text, (value) =>
    send({ type: "edit-text", postId: post.id, text: value }),
  );
  const text = field.value;
  const id = useId();
  const weight = weighText(text);
  const cost = estimatePostCost({ text, altTextCount: countBilledAltTexts(attachments) });
  const blocker = findPostBlocker(draft, weight.isOverLimit, account.state);
  const note = blocker === null ? readyNote(draft) : blockerText(blocker);

  async function publish(): Promise<void> {
    // A text that could not be stored would not be the one that is posted.
    if (blocker !== null || !(await field.settle())) return;
    if (await send({ type: "publish", postId: post.id })) onPublished(post.id);
  }

  const section = useRef<HTMLElement>(null);
  useSubmitKeys(section, () => void publish());

  return (
    <section class="composer" aria-label={translate("composer_title")} ref={section}>
      <PostText value={text} onEdit={field.edit} weight={weight} describedBy={`${id}-weight`} />
      <ul
        class="media-list"
        role="list"
        aria-label={translate("composer_media")}
        data-count={attachments.length}
      >
        {attachments.map((attachment) => (
          <MediaItem key={attachment.id} attachment={attachment} send={send} />
        ))}
      </ul>
      <div class="post-bar">
        <WeightRing weight={weight} id={`${id}-weight`} />
        <CostLine cost={cost} />
        <button
          type="button"
          class="button is-primary is-post"
          disabled={blocker !== null}
          aria-describedby={`${id}-note`}
          onClick={() => void publish()}
        >
          {translate("composer_post")}
        </button>
        <p id={`${id}-note`} class="post-note" role="status" data-blocker={blocker ?? "none"}>
          {note}
        </p>
      </div>
    </section>
  );
}

function blockerText(blocker: PostBlocker): string {
  switch (blocker) {
    case "no-media":
      return translate("composer_blocked_no_media");
    case "media-failed":
      return translate("composer_blocked_media_failed");
    case "over-limit":
      return translate("composer_blocked_over_limit");
    case "signed-out":
      return translate("composer_blocked_signed_out");
  }
}

function readyNote({ attachments }: Job): string {
  return attachments.some(isAttachmentBusy) ? translate("composer_waits_for_media") : "";
}
