import type { PictureToDraw } from "../../../lib/convert/draw-edited";
import { isUnedited, type PictureEdit, UNEDITED } from "../../../lib/edit/picture-edit";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { MediaInfo } from "../../../lib/media/media-info";
import type { Send } from "../../../lib/ui/use-commands";
import { useBlobUrl } from "../use-blob-url";
import { EditEnd } from "./edit-end";
import { EditNumbers } from "./edit-numbers";
import { EditStage } from "./edit-stage";
import { describeEdit } from "./edit-status";
import { EditTools } from "./edit-tools";
import { EditNotice, EditWindow } from "./edit-window";
import { useEditor } from "./use-editor";
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
  const picture = useOriginal(attachment.id, original);
  const thumbnailUrl = useBlobUrl(attachment.thumbnail, attachment.id);

  // Not before the picture is shown, which is what the person waits for first.
  usePreparation(attachment.id, picture !== null && picture !== "unreadable");

  async function keep(edit: PictureEdit): Promise<void> {
    if (await send({ type: "edit-picture", attachmentId: attachment.id, edit })) onClose();
  }

  return (
    <EditWindow title={translate("edit_title")} onClose={onClose}>
      {picture === null || picture === "unreadable" ? (
        <EditNotice
          text={translate(picture === null ? "edit_opening" : "edit_unreadable")}
          onCancel={onClose}
        >
          {/* Small, but there at once: decoding a large picture takes its time. */}
          {thumbnailUrl !== null && picture === null && (
            <img class="edit-thumbnail" src={thumbnailUrl} alt="" />
          )}
        </EditNotice>
      ) : (
        <LoadedEditor
          picture={picture}
          begun={attachment.edited?.edit ?? UNEDITED}
          onDone={keep}
          onCancel={onClose}
        />
      )}
    </EditWindow>
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

  async function done(): Promise<void> {
    const edit = editor.finish();
    if (edit === begun) onCancel();
    else await onDone(edit);
  }

  return (
    <>
      <div class="edit-frame">
        <EditStage picture={picture} editor={editor} />
      </div>
      <p class="field-hint" role="status">
        {describeEdit(editor)}
      </p>
      <EditTools editor={editor} />
      <EditNumbers editor={editor} />
      <EditEnd
        editor={editor}
        isUntouched={isUnedited(editor.edit)}
        onDone={done}
        onCancel={onCancel}
      />
    </>
  );
}
