import type { ComponentChildren, RefObject } from "preact";
import { translate } from "../../lib/i18n/translate";
import type { PostBlocker } from "../../lib/popup/post-blocker";
import { unsavedFields } from "../../lib/ui/page-fields";
import type { Send } from "../../lib/ui/use-commands";
import { useSubmitKeys } from "./use-submit-keys";

/** The row under a draft, or a thread of them, with the button that publishes it, and why that cannot be pressed. */
export function PublishBar({
  postId,
  blocker,
  note,
  noteId,
  section,
  onPublished,
  send,
  children,
}: {
  postId: string;
  blocker: PostBlocker | null;
  /** What stands under the button. */
  note: string;
  noteId: string;
  /** Ctrl+Enter in it publishes, too. */
  section: RefObject<HTMLElement | null>;
  onPublished: (postId: string) => void;
  send: Send;
  /** What stands before the button. */
  children: ComponentChildren;
}) {
  async function publish(): Promise<void> {
    // A text that could not be stored would not be the one that is posted.
    if (blocker !== null || !(await unsavedFields.settleAll())) return;
    if (await send({ type: "publish", postId })) onPublished(postId);
  }

  useSubmitKeys(section, () => void publish());
  return (
    <div class="post-bar">
      {children}
      <button
        type="button"
        class="button is-primary is-post"
        disabled={blocker !== null}
        aria-describedby={noteId}
        onClick={() => void publish()}
      >
        {translate("composer_post")}
      </button>
      <p id={noteId} class="post-note" role="status" data-blocker={blocker ?? "none"}>
        {note}
      </p>
    </div>
  );
}
