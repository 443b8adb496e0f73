import "./css/dialog.css";
import { useEffect, useId, useRef } from "preact/hooks";
import { translate } from "../i18n/translate";

/** Asks before something that cannot be undone; the way back has the focus, and Escape takes it. */
export function ConfirmDialog({
  question,
  consequence,
  confirmLabel,
  onConfirm,
  onClose,
}: {
  question: string;
  /** What will be lost. */
  consequence: string;
  confirmLabel: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={`${id}-question`}
      aria-describedby={`${id}-consequence`}
      onClose={onClose}
    >
      <h2 id={`${id}-question`} class="panel-title">
        {question}
      </h2>
      <p id={`${id}-consequence`} class="panel-text">
        {consequence}
      </p>
      <div class="panel-actions">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {translate("dialog_keep")}
        </button>
        <button
          type="button"
          class="button is-danger"
          onClick={() => {
            onConfirm();
            dialog.current?.close();
          }}
        >
          {confirmLabel}
        </button>
      </div>
    </dialog>
  );
}
