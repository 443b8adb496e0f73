import type { ComponentChildren } from "preact";
import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import { IconButton } from "./icon-button";

/** What a dragged medium is called, so that it is not taken for a file from outside. */
export const DRAG_TYPE = "application/x-tweet-this-image-media";

/** Where a medium stands among others, and how it is moved. */
export interface MediaPlace {
  /** Counted from 0. */
  readonly index: number;
  readonly count: number;
  readonly isDragged: boolean;
  /** On which side of it the dragged one will land; null: on none. */
  readonly landing: "before" | "after" | null;
  /** Negative: towards the beginning. */
  moveBy(steps: number): void;
  onDragStart(event: DragEvent): void;
  onDragOver(event: DragEvent): void;
  onDrop(event: DragEvent): void;
  onDragEnd(): void;
}

/** A medium's name in the list: "1 of 4". */
export function placeName({ index, count }: Pick<MediaPlace, "index" | "count">): string {
  return translate("media_name", formatCount(index + 1), formatCount(count));
}

/** The two buttons that move a medium. They are never disabled: the focus would fall off at the ends. */
export function MediaPlaceButtons({
  place,
  describedBy,
  children,
}: {
  place: MediaPlace;
  describedBy: string;
  /** What stands before them in their row. */
  children: ComponentChildren;
}) {
  return (
    <div class="media-buttons">
      {children}
      <IconButton
        icon="earlier"
        label={translate("media_move_earlier")}
        describedBy={describedBy}
        isUseless={place.index === 0}
        onClick={() => place.moveBy(-1)}
      />
      <IconButton
        icon="later"
        label={translate("media_move_later")}
        describedBy={describedBy}
        isUseless={place.index === place.count - 1}
        onClick={() => place.moveBy(1)}
      />
    </div>
  );
}

/** Answers Alt and an arrow: up, or against the direction of reading, is towards the beginning. */
export function moveByKey(event: KeyboardEvent, place: MediaPlace): void {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const isRightToLeft = document.documentElement.dir === "rtl";
  const earlier = ["ArrowUp", isRightToLeft ? "ArrowRight" : "ArrowLeft"];
  const later = ["ArrowDown", isRightToLeft ? "ArrowLeft" : "ArrowRight"];
  if (!earlier.includes(event.key) && !later.includes(event.key)) return;
  event.preventDefault();
  place.moveBy(earlier.includes(event.key) ? -1 : 1);
}
