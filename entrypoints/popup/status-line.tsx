import { useEffect, useState } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import { UNDO_DELETE_MS } from "../../lib/jobs/post";
import type { Undoable } from "../../lib/store/dashboard";
import type { Send } from "../../lib/ui/use-commands";
import type { ShortMessage } from "./messages";
import { useUndoKey } from "./use-undo-key";

/** How long a message stays that nothing else ends: as long as a deletion can be undone. */
const MESSAGE_MS = UNDO_DELETE_MS;

/** A message with the moment at which it was said, in epoch milliseconds. */
export interface SaidMessage extends ShortMessage {
  readonly saidAtMs: number;
}

/**
 * The one place for short messages, always there so that a screen reader hears each: what was deleted,
 * with the way to bring it back, or else what was said last.
 */
export function StatusLine({
  undoable,
  said,
  onUndone,
  send,
}: {
  undoable: Undoable | null;
  said: SaidMessage | null;
  /** What was said last has been undone: it is said no more. */
  onUndone: () => void;
  send: Send;
}) {
  const nowMs = useMoments([undoable?.untilMs ?? 0, (said?.saidAtMs ?? 0) + MESSAGE_MS]);
  const deletion = undoable !== null && undoable.untilMs > nowMs ? undoable : null;
  const message = said !== null && said.saidAtMs + MESSAGE_MS > nowMs ? said : null;
  const deletedAtMs = deletion === null ? 0 : deletion.untilMs - UNDO_DELETE_MS;

  const isOver = undoable !== null && deletion === null;
  useEffect(() => {
    if (isOver) void send({ type: "finish-overdue" });
  }, [isOver, send]);

  function undo(): void {
    if (deletion === null) return;
    const { deleted, postId } = deletion;
    void send({ type: deleted === "post" ? "undo-deletion" : "undo-removal", postId });
  }
  const newer = message !== null && message.saidAtMs > deletedAtMs ? message : null;
  const undoNewer = newer?.undo;
  const undoSaid =
    undoNewer &&
    (() => {
      onUndone();
      undoNewer();
    });
  // What was done last is undone first.
  useUndoKey(
    newer !== null && undoSaid !== undefined
      ? { sinceMs: newer.saidAtMs, undo: undoSaid }
      : deletion === null
        ? null
        : { sinceMs: deletedAtMs, undo },
  );

  return (
    <div class="status" role="status">
      {newer !== null ? (
        <StatusText text={newer.text} action={undoSaid ? undoAction(undoSaid) : newer.action} />
      ) : (
        deletion !== null && (
          <StatusText
            text={translate(deletion.deleted === "post" ? "status_deleted" : "composer_removed")}
            action={undoAction(undo)}
          />
        )
      )}
    </div>
  );
}

const undoAction = (run: () => void) => ({ label: translate("composer_undo"), run });

function StatusText({ text, action }: { text: string; action: ShortMessage["action"] }) {
  return (
    <p class="status-text">
      <span>{text}</span>
      {action !== undefined && (
        <button type="button" class="button is-small is-quiet" onClick={action.run}>
          {action.label}
        </button>
      )}
    </p>
  );
}

/** The present time in epoch milliseconds, renewed at each of these moments. */
function useMoments(moments: readonly number[]): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  const next = Math.min(...moments.filter((moment) => moment > nowMs));
  useEffect(() => {
    if (next === Infinity) return undefined;
    const timer = setTimeout(() => setNowMs(Date.now()), Math.max(0, next - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [next]);
  return nowMs;
}
