import { useEffect, useRef, useState } from "preact/hooks";
import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { chooseTile, findLanding } from "../../lib/popup/media-tiles";
import type { Send } from "../../lib/ui/use-commands";
import { MediaItem } from "./media-item";
import { DRAG_TYPE, type MediaPlace } from "./media-place";
import { useSay } from "./messages";
import { useKeptFocus } from "./use-kept-focus";

/** Where a dragged medium is, and over which one. */
interface Drag {
  readonly fromIndex: number;
  readonly overIndex: number | null;
}

/**
 * The media of the draft as tiles in the order of the post, with the details of the chosen one below:
 * moved by dragging, by buttons, or by Alt and an arrow.
 */
export function MediaList({
  attachments,
  isPopup,
  send,
}: {
  attachments: readonly Attachment[];
  isPopup: boolean;
  send: Send;
}) {
  const [wantedId, setWantedId] = useState<string | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const say = useSay();
  const list = useRef<HTMLUListElement>(null);
  const keepFocus = useKeptFocus(attachments.map(({ id }) => id).join(" "));
  const chosenId = chooseTile(attachments, wantedId);

  // What has just failed is what the person has to look at.
  const failedIds = attachments.filter(({ state }) => state === "failed").map(({ id }) => id);
  const knownFailures = useRef<readonly string[]>([]);
  useEffect(() => {
    const failedNow = failedIds.find((id) => !knownFailures.current.includes(id));
    knownFailures.current = failedIds;
    if (failedNow !== undefined) setWantedId(failedNow);
  }, [failedIds.join(" ")]);

  async function move(attachmentId: string, toIndex: number): Promise<void> {
    if (toIndex < 0 || toIndex >= attachments.length) return;
    keepFocus();
    setWantedId(attachmentId);
    if (!(await send({ type: "move-attachment", attachmentId, toIndex }))) return;
    say({
      text: translate("media_moved", formatCount(toIndex + 1), formatCount(attachments.length)),
    });
  }

  function placeOf(index: number): MediaPlace {
    const { id } = attachments[index] ?? { id: "" };
    return {
      index,
      count: attachments.length,
      isDragged: drag?.fromIndex === index,
      landing: drag === null ? null : findLanding(drag.fromIndex, drag.overIndex, index),
      moveBy: (steps) => void move(id, index + steps),
      onDragStart(event) {
        event.dataTransfer?.setData(DRAG_TYPE, id);
        setDrag({ fromIndex: index, overIndex: null });
      },
      onDragOver(event) {
        if (drag === null || event.dataTransfer?.types.includes(DRAG_TYPE) !== true) return;
        event.preventDefault();
        if (drag.overIndex !== index) setDrag({ ...drag, overIndex: index });
      },
      onDrop(event) {
        const dragged = drag === null ? undefined : attachments[drag.fromIndex];
        if (dragged === undefined) return;
        event.preventDefault();
        setDrag(null);
        void move(dragged.id, index);
      },
      onDragEnd: () => setDrag(null),
    };
  }

  return (
    <ul
      ref={list}
      class="media-list"
      role="list"
      aria-label={translate("composer_media")}
      data-count={attachments.length}
      style={{ "--columns": Math.max(1, attachments.length) }}
    >
      {attachments.map((attachment, index) => (
        <MediaItem
          key={attachment.id}
          attachment={attachment}
          isPopup={isPopup}
          send={send}
          place={placeOf(index)}
          isChosen={attachment.id === chosenId}
          onChoose={() => setWantedId(attachment.id)}
        />
      ))}
    </ul>
  );
}
