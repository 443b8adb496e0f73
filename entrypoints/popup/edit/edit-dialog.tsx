import "./edit.css";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { PictureToDraw } from "../../../lib/convert/draw-edited";
import { isUnedited, type PictureEdit, UNEDITED } from "../../../lib/edit/picture-edit";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { MediaInfo } from "../../../lib/media/media-info";
import type { Send } from "../../../lib/ui/use-commands";
import { useBlobUrl } from "../use-blob-url";
import { EditNumbers } from "./edit-numbers";
import { EditStage } from "./edit-stage";
import { EditTools } from "./edit-tools";
import { HistoryButton } from "./history-button";
import { type Editor, useEditor } from "./use-editor";
import { useOriginal } from "./use-original";
import { usePreparation } from "./use-preparation";

/** The editor of a picture, over the whole window. Nothing is kept before Done. */
export function EditDialog({
  attachment,
  original,
  send,
  onClose,
}: {
  attachment: Attachment;
  /** What was captured. */
  original: MediaInfo;
  send: Send;
  onClose: () => void;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const picture = useOriginal(attachment.id, original);
  const thumbnailUrl = useBlobUrl(attachment.thumbnail, attachment.id);

  useEffect(() => dialog.current?.showModal(), []);
  // Not before the picture is shown, which is what the person waits for first.
  usePreparation(attachment.id, picture !== null && picture !== "unreadable");

  async function keep(edit: PictureEdit): Promise<void> {
    if (await send({ type: "edit-picture", attachmentId: attachment.id, edit })) onClose();
  }

  return (
    <dialog
      ref={dialog}
      class="edit-dialog"
      aria-labelledby={`${id}-title`}
      // Escape closes it; what a key does in it is not meant for the composer around it.
      onClose={onClose}
      onKeyDown={(event: KeyboardEvent) => event.stopPropagation()}
    >
      <h2 id={`${id}-title`} class="panel-title" tabIndex={-1}>
        {translate("edit_title")}
      </h2>
      {picture === null || picture === "unreadable" ? (
        <>
          {/* Small, but there at once: decoding a large picture takes its time. */}
          <div class="edit-frame">
            {thumbnailUrl !== null && picture === null && (
              <img class="edit-thumbnail" src={thumbnailUrl} alt="" />
            )}
          </div>
          <p class="panel-text" role="status">
            {translate(picture === null ? "edit_opening" : "edit_unreadable")}
          </p>
          <button type="button" class="button" onClick={onClose}>
            {translate("edit_cancel")}
          </button>
        </>
      ) : (
        <LoadedEditor
          picture={picture}
          begun={attachment.edited?.edit ?? UNEDITED}
          onDone={keep}
          onCancel={onClose}
        />
      )}
    </dialog>
  );
}

function LoadedEditor({
  picture,
  begun,
  onDone,
  onCancel,
}: {
  picture: PictureToDraw;
  begun: PictureEdit;
  onDone: (edit: PictureEdit) => Promise<void>;
  onCancel: () => void;
}) {
  const editor = useEditor(picture.captured, begun);
  const [isBusy, setIsBusy] = useState(false);

  async function done(): Promise<void> {
    const edit = editor.finish();
    if (edit === begun) {
      onCancel();
      return;
    }
    setIsBusy(true);
    await onDone(edit);
    setIsBusy(false);
  }

  return (
    <>
      <div class="edit-frame">
        <EditStage picture={picture} editor={editor} />
      </div>
      <p class="field-hint" role="status">
        {statusOf(editor)}
      </p>
      <EditTools editor={editor} />
      <EditNumbers editor={editor} />
      <div class="edit-row is-end">
        <HistoryButton isUseless={!editor.canUndo} onClick={editor.undo} name="edit_undo" />
        <HistoryButton isUseless={!editor.canRedo} onClick={editor.redo} name="edit_redo" />
        <HistoryButton
          isUseless={isUnedited(editor.edit)}
          onClick={editor.startOver}
          name="edit_start_over"
        />
        <div class="edit-row edit-ways-out">
          <button type="button" class="button is-small" onClick={onCancel}>
            {translate("edit_cancel")}
          </button>
          <button
            type="button"
            class="button is-small is-primary"
            aria-busy={isBusy}
            onClick={() => void done()}
          >
            {translate("edit_done")}
          </button>
        </div>
      </div>
    </>
  );
}

function statusOf({ tool, isSelected, size, edit }: Editor): string {
  if (isSelected && tool !== "brush") return translate("edit_selected");
  switch (tool) {
    case "crop":
      return translate("edit_select_crop");
    case "hide":
      return translate("edit_select_hide");
    case "brush":
      return translate("edit_paint");
    case null: {
      const numbers = [formatCount(size.width), formatCount(size.height)] as const;
      return translate("edit_facts", ...numbers, formatCount(edit.hidden.length));
    }
  }
}
