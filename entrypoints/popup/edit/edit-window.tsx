import "./edit.css";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";

/** The dialog in which something is edited, over the whole window. Escape closes it. */
export function EditWindow({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="edit-dialog"
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      // What a key does in it is not meant for the composer around it.
      onKeyDown={(event: KeyboardEvent) => event.stopPropagation()}
    >
      <h2 id={`${id}-title`} class="panel-title" tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}

/** What stands there while nothing can be edited yet, or ever. */
export function EditNotice({
  text,
  onCancel,
  children,
}: {
  text: string;
  onCancel: () => void;
  /** What is shown in place of the picture. */
  children?: ComponentChildren;
}) {
  return (
    <>
      <div class="edit-frame">{children}</div>
      <p class="panel-text" role="status">
        {text}
      </p>
      <button type="button" class="button" onClick={onCancel}>
        {translate("edit_cancel")}
      </button>
    </>
  );
}
