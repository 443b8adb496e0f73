import { translate } from "../../lib/i18n/translate";
import type { DraftPost } from "../../lib/jobs/post";
import type { Send } from "../../lib/ui/use-commands";

/** Says why a medium began a draft of its own, with the way to make a thread of both. Empty for any other draft. */
export function BegunNote({
  draft: { id, begunBecause, begunBeside },
  canJoin,
  send,
}: {
  draft: DraftPost;
  /** Whether the other draft is still there. */
  canJoin: boolean;
  send: Send;
}) {
  if (begunBecause === null) return null;
  return (
    <div class="begun-note">
      <p class="field-hint">
        {translate(
          begunBecause === "mix-not-allowed"
            ? "composer_begun_mix_not_allowed"
            : "composer_begun_too_many_images",
        )}
      </p>
      {canJoin && begunBeside !== undefined && (
        <button
          type="button"
          class="button is-small"
          onClick={() => void send({ type: "join-thread", postId: id })}
        >
          {translate("thread_join")}
        </button>
      )}
    </div>
  );
}
