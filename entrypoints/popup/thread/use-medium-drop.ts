import { useRef, useState } from "preact/hooks";
import { DRAG_TYPE } from "../media-place";

/** What a browser tells of something that is dragged, as far as it is used. */
export interface Dragged extends Pick<DragEvent, "defaultPrevented" | "preventDefault"> {
  readonly dataTransfer: Pick<DataTransfer, "types" | "getData"> | null;
}

/** Whether a medium of another post is held over a post of a thread, and the handlers that find out and take it. */
export interface MediumDrop {
  readonly isOver: boolean;
  readonly handlers: {
    onDragStart(): void;
    onDragEnd(): void;
    onDragOver(event: Dragged): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: Dragged): void;
  };
}

/**
 * Lets a post of a thread take a medium that is dragged out of another one.
 *
 * @param onTake called with the attachment's id
 */
export function useMediumDrop(onTake: (attachmentId: string) => void): MediumDrop {
  const [isOver, setIsOver] = useState(false);
  // Its own media are put in order by their list.
  const isOwn = useRef(false);
  const takes = (event: Dragged) =>
    !isOwn.current &&
    !event.defaultPrevented &&
    event.dataTransfer?.types.includes(DRAG_TYPE) === true;
  return {
    isOver,
    handlers: {
      onDragStart() {
        isOwn.current = true;
      },
      onDragEnd() {
        isOwn.current = false;
      },
      onDragOver(event) {
        if (!takes(event)) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave(event) {
        const { currentTarget, relatedTarget } = event;
        const isWithin =
          currentTarget instanceof Element &&
          relatedTarget instanceof Node &&
          currentTarget.contains(relatedTarget);
        if (!isWithin) setIsOver(false);
      },
      onDrop(event) {
        if (!takes(event)) return;
        event.preventDefault();
        setIsOver(false);
        const attachmentId = event.dataTransfer?.getData(DRAG_TYPE) ?? "";
        if (attachmentId !== "") onTake(attachmentId);
      },
    },
  };
}
