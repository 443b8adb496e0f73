import { useRef, useState } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import { editableOriginalOf } from "../../../lib/jobs/edited-picture";
import { Icon } from "../../../lib/ui/icon";
import type { Send } from "../../../lib/ui/use-commands";
import { useLazy } from "../../../lib/ui/use-lazy";

const load = () => import("./edit-dialog");

/** The button that opens the editor, on a picture that can be edited; the editor's code comes as soon as a press may follow. */
export function EditButton({
  attachment,
  isSmall = false,
  describedBy,
  send,
}: {
  attachment: Attachment;
  /** Shows a symbol, and says its name. */
  isSmall?: boolean;
  describedBy: string;
  send: Send;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const { view: dialog, begin } = useLazy(load);
  const button = useRef<HTMLButtonElement>(null);
  const original = editableOriginalOf(attachment);
  if (original === null) return null;
  return (
    <>
      <button
        ref={button}
        type="button"
        class={isSmall ? "icon-button" : "button is-small is-quiet"}
        {...(isSmall && { "aria-label": translate("edit_open"), title: translate("edit_open") })}
        aria-describedby={describedBy}
        // The code is there by the time of the press.
        onPointerEnter={begin}
        onFocus={begin}
        onClick={() => {
          begin();
          setIsOpen(true);
        }}
      >
        {isSmall ? <Icon name="edit" size={16} /> : translate("edit_open")}
      </button>
      {isOpen && dialog !== null && (
        <dialog.EditDialog
          attachment={attachment}
          original={original}
          send={send}
          onClose={() => {
            setIsOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
