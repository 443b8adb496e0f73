import { useLayoutEffect, useRef } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import { clippableOf } from "../../../lib/jobs/clip-transition";
import { editableOriginalOf } from "../../../lib/jobs/edited-picture";
import { Icon } from "../../../lib/ui/icon";
import type { Send } from "../../../lib/ui/use-commands";
import { useLazy } from "../../../lib/ui/use-lazy";
import { useOpening } from "../../../lib/ui/use-opening";

const loadPicture = () => import("./edit-dialog");
const loadFilm = () => import("./film-dialog");

/** The button that opens the editor, on a picture that can be edited, or a film in which something can be hidden; the editor's code comes as soon as a press may follow. */
export function EditButton({
  attachment,
  describedBy,
  send,
}: {
  attachment: Attachment;
  describedBy: string;
  send: Send;
}) {
  const { opening, open, close } = useOpening();
  const isOpen = opening !== null;
  const picture = useLazy(loadPicture);
  const film = useLazy(loadFilm);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    // Not before the dialog is gone: until then nothing beside it takes the focus.
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const original = editableOriginalOf(attachment);
  const video = original === null ? clippableOf(attachment) : null;
  if (original === null && video === null) return null;
  const { begin } = original === null ? film : picture;
  const shared = {
    attachment,
    send,
    onClose: () => {
      if (opening !== null) close(opening);
    },
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={translate("edit_open")}
        title={translate("edit_open")}
        aria-describedby={describedBy}
        // The code is there by the time of the press.
        onPointerEnter={begin}
        onFocus={begin}
        onClick={() => {
          begin();
          open();
        }}
      >
        <Icon name="edit" size={16} />
      </button>
      {isOpen && original !== null && picture.view !== null && (
        <picture.view.EditDialog key={opening} original={original} {...shared} />
      )}
      {isOpen && video !== null && film.view !== null && (
        <film.view.FilmDialog key={opening} original={video} {...shared} />
      )}
    </>
  );
}
