import "./edit.css";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { OriginalVideo } from "../../../lib/jobs/video-clip";
import type { HiddenPart } from "../../../lib/media/film-hiding";
import type { Send } from "../../../lib/ui/use-commands";
import { EditNumbers } from "./edit-numbers";
import { EditStage } from "./edit-stage";
import { FilmTimes } from "./film-times";
import { HistoryButton } from "./history-button";
import type { MovingFilm } from "./moving-film";
import { useFilm, useFrameAt } from "./use-film";
import { type FilmEditor, useFilmEditor } from "./use-film-editor";

/** The editor of a video or a GIF, over the whole window: hides places in it. Nothing is kept before Done. */
export function FilmDialog({
  attachment,
  original,
  send,
  onClose,
}: {
  attachment: Attachment;
  /** What was captured. */
  original: OriginalVideo;
  send: Send;
  onClose: () => void;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const film = useFilm(attachment.id, original);

  useEffect(() => dialog.current?.showModal(), []);

  async function keep(parts: readonly HiddenPart[], { size, endMs }: MovingFilm): Promise<void> {
    const filmMs = attachment.clip?.filmMs ?? original.window?.filmMs ?? endMs;
    const wanted = { attachmentId: attachment.id, frame: size, parts, filmMs };
    if (await send({ type: "hide-in-film", ...wanted })) onClose();
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
        {translate("edit_film_title")}
      </h2>
      {film === null || film === "unreadable" ? (
        <>
          <div class="edit-frame" />
          <p class="panel-text" role="status">
            {translate(film === null ? "edit_film_opening" : "edit_film_unreadable")}
          </p>
          <button type="button" class="button" onClick={onClose}>
            {translate("edit_cancel")}
          </button>
        </>
      ) : (
        <LoadedFilm
          film={film}
          begun={attachment.clip?.hiding?.parts ?? NOTHING}
          onDone={(parts) => keep(parts, film)}
          onCancel={onClose}
        />
      )}
    </dialog>
  );
}

const NOTHING: readonly HiddenPart[] = [];

function LoadedFilm({
  film,
  begun,
  onDone,
  onCancel,
}: {
  film: MovingFilm;
  begun: readonly HiddenPart[];
  onDone: (parts: readonly HiddenPart[]) => Promise<void>;
  onCancel: () => void;
}) {
  const id = useId();
  const [atMs, setAtMs] = useState(film.startMs);
  const editor = useFilmEditor(film, begun, atMs);
  const picture = useFrameAt(film, atMs);
  const [isBusy, setIsBusy] = useState(false);

  async function done(): Promise<void> {
    const parts = editor.finish();
    if (parts === begun) {
      onCancel();
      return;
    }
    setIsBusy(true);
    await onDone(parts);
    setIsBusy(false);
  }

  return (
    <>
      <div class="edit-frame">
        {picture !== null && <EditStage picture={picture} editor={editor} />}
      </div>
      <p class="field-hint" role="status">
        {statusOf(editor)}
      </p>
      <FilmTimes film={film} editor={editor} atMs={atMs} onMove={setAtMs} />
      <div class="edit-choices is-film">
        <button
          type="button"
          class="button is-small"
          aria-pressed={editor.tool === "hide"}
          onClick={editor.hide}
        >
          {translate("edit_hide")}
        </button>
        <label class="field-label" for={`${id}-how`}>
          {translate("edit_how")}
        </label>
        <select
          id={`${id}-how`}
          class="field-box"
          value={editor.how}
          onChange={({ currentTarget: { value } }) =>
            editor.chooseWay(value === "cover" ? "cover" : "pixelate")
          }
        >
          <option value="cover">{translate("edit_cover")}</option>
          <option value="pixelate">{translate("edit_pixelate")}</option>
        </select>
      </div>
      <EditNumbers editor={editor} />
      <div class="edit-row is-end">
        <HistoryButton isUseless={!editor.canUndo} onClick={editor.undo} name="edit_undo" />
        <HistoryButton isUseless={!editor.canRedo} onClick={editor.redo} name="edit_redo" />
        <HistoryButton
          isUseless={editor.parts.length === 0}
          onClick={editor.startOver}
          name="edit_start_over"
        />
        <span class="edit-gap" />
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
    </>
  );
}

function statusOf({ tool, isSelected, size, parts }: FilmEditor): string {
  if (isSelected) return translate("edit_film_selected");
  if (tool === "hide") return translate("edit_select_hide");
  const numbers = [formatCount(size.width), formatCount(size.height)] as const;
  return translate("edit_facts", ...numbers, formatCount(parts.length));
}
