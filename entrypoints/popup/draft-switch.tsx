import { translate } from "../../lib/i18n/translate";
import { postTitle } from "../../lib/jobs/post-title";
import type { Job } from "../../lib/jobs/job";
import type { Send } from "../../lib/ui/use-commands";

/** Which of several drafts the composer shows. Empty while there is one only. */
export function DraftSwitch({
  drafts,
  openId,
  send,
}: {
  drafts: readonly Job[];
  openId: string;
  send: Send;
}) {
  if (drafts.length < 2) return null;
  // By age, so that the entries do not change places while one of them is written.
  const inOrder = drafts.toSorted((a, b) => a.post.createdAtMs - b.post.createdAtMs);
  return (
    <select
      class="field-box draft-switch"
      aria-label={translate("composer_drafts")}
      value={openId}
      onChange={(event) => void send({ type: "open-draft", postId: event.currentTarget.value })}
    >
      {inOrder.map((draft) => (
        <option key={draft.post.id} value={draft.post.id} dir="auto">
          {postTitle(draft) || translate("activity_untitled")}
        </option>
      ))}
    </select>
  );
}
