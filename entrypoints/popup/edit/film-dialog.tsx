import { useState } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { OriginalVideo } from "../../../lib/jobs/video-clip";
import type { HiddenPart } from "../../../lib/media/film-hiding";
import type { Send } from "../../../lib/ui/use-commands";
import { EditEnd } from "./edit-end";
import { EditNumbers } from "./edit-numbers";
import { EditStage } from "./edit-stage";
import { EditNotice, EditWindow } from "./edit-window";
import { FilmTimes } from "./film-times";
import { describeFilmEdit } from "./edit-status";
import { HidingChoice } from "./hiding-choice";
import type { MovingFilm } from "./moving-film";
import { useFilm, useFrameAt } from "./use-film";
import { useFilmEditor } from "./use-film-editor";

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
  const film = useFilm(attachment.id, original);

  async function keep(parts: readonly HiddenPart[], { size, endMs }: MovingFilm): Promise<void> {
    const filmMs = attachment.clip?.filmMs ?? original.window?.filmMs ?? endMs;
    const wanted = { attachmentId: attachment.id, frame: size, parts, filmMs };
    if (await send({ type: "hide-in-film", ...wanted })) onClose();
  }

  return (
    <EditWindow title={translate("edit_film_title")} onClose={onClose}>
      {film === null || film === "unreadable" ? (
        <EditNotice
          text={translate(film === null ? "edit_film_opening" : "edit_film_unreadable")}
          onCancel={onClose}
        />
      ) : (
        <LoadedFilm
          film={film}
          begun={attachment.clip?.hiding?.parts ?? NOTHING}
          onDone={(parts) => keep(parts, film)}
          onCancel={onClose}
        />
      )}
    </EditWindow>
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
  const [atMs, setAtMs] = useState(film.startMs);
  const editor = useFilmEditor(film, begun, atMs);
  const picture = useFrameAt(film, atMs);

  async function done(): Promise<void> {
    const parts = editor.finish();
    if (parts === begun) onCancel();
    else await onDone(parts);
  }

  return (
    <>
      <div class="edit-frame">
        {picture !== null && <EditStage picture={picture} editor={editor} />}
      </div>
      <p class="field-hint" role="status">
        {describeFilmEdit(editor)}
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
        <HidingChoice editor={editor} />
      </div>
      <EditNumbers editor={editor} />
      <EditEnd
        editor={editor}
        isUntouched={editor.parts.length === 0}
        onDone={done}
        onCancel={onCancel}
      />
    </>
  );
}
