import { useEffect } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Removal } from "../../lib/jobs/post";
import type { Send } from "../../lib/ui/use-commands";

/** Says that a medium was removed, and puts it back while that is possible. */
export function RemovalNote({
  postId,
  removal,
  send,
}: {
  postId: string;
  removal: Removal | null;
  send: Send;
}) {
  const removedId = removal?.attachmentId;
  const untilMs = removal?.untilMs ?? 0;
  useEffect(() => {
    if (removedId === undefined) return undefined;
    const finish = () => void send({ type: "finish-removal", postId });
    const timer = setTimeout(finish, Math.max(0, untilMs - Date.now()));
    return () => clearTimeout(timer);
  }, [removedId, untilMs, postId, send]);

  return (
    <div class="removal" role="status">
      {removal !== null && (
        <p class="removal-note">
          <span>{translate("composer_removed")}</span>
          <button
            type="button"
            class="button is-small is-quiet"
            onClick={() => void send({ type: "undo-removal", postId })}
          >
            {translate("composer_undo")}
          </button>
        </p>
      )}
    </div>
  );
}
