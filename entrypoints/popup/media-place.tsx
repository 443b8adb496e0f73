import { translate } from "../../lib/i18n/translate";
import { IconButton } from "./icon-button";

/** Where a medium stands among others, and how it is moved. */
export interface MediaPlace {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isDragged: boolean;
  /** Negative: towards the beginning. */
  moveBy(steps: number): void;
  onDragStart(event: DragEvent): void;
  onDragOver(event: DragEvent): void;
  onDrop(event: DragEvent): void;
  onDragEnd(): void;
}

/** The two buttons that move a medium. They are never disabled: the focus would fall off at the ends. */
export function MediaPlaceButtons({
  place,
  describedBy,
}: {
  place: MediaPlace;
  describedBy: string;
}) {
  return (
    <>
      <IconButton
        icon="up"
        label={translate("media_move_earlier")}
        describedBy={describedBy}
        isUseless={place.isFirst}
        onClick={() => place.moveBy(-1)}
      />
      <IconButton
        icon="down"
        label={translate("media_move_later")}
        describedBy={describedBy}
        isUseless={place.isLast}
        onClick={() => place.moveBy(1)}
      />
    </>
  );
}

/** Answers Alt and an arrow: up is towards the beginning. */
export function moveByKey(event: KeyboardEvent, place: MediaPlace): void {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  event.preventDefault();
  place.moveBy(event.key === "ArrowUp" ? -1 : 1);
}
