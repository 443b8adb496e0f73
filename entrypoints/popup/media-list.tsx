import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { MediaItem } from "./media-item";
import type { Send } from "../../lib/ui/use-commands";

/** What a dragged medium is called, so that it is not taken for a file from outside. */
const DRAG_TYPE = "application/x-tweet-this-image-media";

/** The media of the draft in the order of the post: moved by dragging, by buttons, or by Alt and an arrow. */
export function MediaList({
  attachments,
  isPopup,
  send,
}: {
  attachments: readonly Attachment[];
  isPopup: boolean;
  send: Send;
}) {
  const [movedId, setMovedId] = useState<string | null>(null);
  const [draggedId, setDraggedId] = useState<string | null>(null);
  const focused = useRef<HTMLElement | null>(null);
  const order = attachments.map(({ id }) => id).join(" ");

  // An element that changes its place loses the focus.
  useLayoutEffect(() => {
    const element = focused.current;
    focused.current = null;
    if (element?.isConnected === true && document.activeElement !== element) element.focus();
  }, [order]);

  function move(attachmentId: string, toIndex: number): void {
    if (toIndex < 0 || toIndex >= attachments.length) return;
    focused.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setMovedId(attachmentId);
    void send({ type: "move-attachment", attachmentId, toIndex });
  }

  const movedTo = attachments.findIndex(({ id }) => id === movedId) + 1;
  return (
    <>
      <ul
        class="media-list"
        role="list"
        aria-label={translate("composer_media")}
        data-count={attachments.length}
      >
        {attachments.map((attachment, index) => (
          <MediaItem
            key={attachment.id}
            attachment={attachment}
            isPopup={isPopup}
            send={send}
            place={
              attachments.length < 2
                ? null
                : {
                    isFirst: index === 0,
                    isLast: index === attachments.length - 1,
                    isDragged: attachment.id === draggedId,
                    moveBy: (steps) => move(attachment.id, index + steps),
                    onDragStart(event) {
                      event.dataTransfer?.setData(DRAG_TYPE, attachment.id);
                      setDraggedId(attachment.id);
                    },
                    onDragOver(event) {
                      if (event.dataTransfer?.types.includes(DRAG_TYPE) === true) {
                        event.preventDefault();
                      }
                    },
                    onDrop(event) {
                      if (draggedId === null) return;
                      event.preventDefault();
                      move(draggedId, index);
                    },
                    onDragEnd: () => setDraggedId(null),
                  }
            }
          />
        ))}
      </ul>
      <p class="visually-hidden" role="status">
        {movedTo > 0 &&
          translate("media_place", formatCount(movedTo), formatCount(attachments.length))}
      </p>
    </>
  );
}
